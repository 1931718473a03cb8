import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, type Harness, START, SYSTEM_ID, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#record: of a bridge, and of a channel in one; the cause in docs/contracts/ari.md#recorder-semantics */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
  await ari.pbx.post('/ari/bridges/b1').expect(200);
});
afterEach(() => ari.close());

const record = (query: string) => ari.pbx.post(`/ari/bridges/b1/record?${query}`);
const BY = { asterisk_id: SYSTEM_ID, application: 'recorder' };

describe('a bridge', () => {
  test('201 with Location and the queued recording, even if the bridge is empty', async () => {
    const response = await record('name=a%2Fb&format=wav16').expect(201);
    expect(response.headers.location).toBe('/ari/recordings/live/a%2Fb');
    expect(response.body).toEqual({
      name: 'a/b',
      format: 'wav16',
      state: 'queued',
      target_uri: 'bridge:b1',
    });
  });

  test('is recorded according to the parameters, and waits for silent members', async () => {
    const { id } = (await ari.pbx.get('/ari/bridges/b1')).body;
    expect(id).toBe('b1');
    const query = 'maxDurationSeconds=60&maxSilenceSeconds=5&beep=yes&terminateOn=%23&format=sln16';
    await record(`name=x&recorder_format=ulaw&${query}`).expect(201);
    const recording = await ari.core.catalog.recordings.findByName(ACME, 'x', 'live');
    expect(recording).toMatchObject({
      target: { kind: 'conference' },
      origin: { via: 'asterisk', username: 'pbx' },
      settings: {
        channels: 1,
        sampleRateHz: 16_000,
        maxDurationMs: 60_000,
        maxSilenceMs: 5000,
        maxStallMs: 0,
        beep: true,
        terminateOn: '#',
        requestedFormat: 'sln16',
      },
    });
  });

  test('checks in their order', async () => {
    const format = 'specified format is unknown on this system';
    const refused = [
      ['', 422, format],
      ['name=x&format=zap&terminateOn=zap&ifExists=zap&maxDurationSeconds=-1', 422, format],
      [
        'name=x&format=wav&recorder_format=zap&terminateOn=zap',
        422,
        format.replace('format', 'recorder_format'),
      ],
      ['name=x&format=wav&terminateOn=zap&ifExists=zap', 400, 'terminateOn invalid'],
      ['name=x&format=wav&ifExists=zap&maxDurationSeconds=-1', 400, 'ifExists invalid'],
      ['name=x&format=wav&maxDurationSeconds=-1', 400, 'max_duration_seconds cannot be negative'],
      ['name=x&format=wav&maxSilenceSeconds=-1', 400, 'max_silence_seconds cannot be negative'],
      ['format=wav', 400, 'Error parsing request'],
      ['name=../x&format=wav', 400, 'Recording name invalid'],
    ] as const;
    for (const [query, status, message] of refused) {
      expect((await record(query).expect(status)).body).toEqual({ message });
    }
    await record('name=x&format=wav').expect(201);
    const response = await record('name=x&format=wav&ifExists=overwrite').expect(409);
    expect(response.body).toEqual({
      message: "Recording 'x' already exists and can not be overwritten",
    });
  });

  test('its events go to the application whose channel entered the bridge, until the end', async () => {
    const events = await ari.events();
    await ari.core.liveSession(ACME, { externalId: 'c1' });
    await ari.pbx.post('/ari/bridges/b1/addChannel?channel=c1').expect(204);
    await record('name=x&format=wav').expect(201);
    expect(await events.next()).toMatchObject({ type: 'StasisStart' });
    expect(await events.next()).toMatchObject({ type: 'ChannelEnteredBridge' });
    expect(await events.next()).toEqual({
      type: 'RecordingStarted',
      timestamp: START,
      recording: { name: 'x', format: 'wav', state: 'recording', target_uri: 'bridge:b1' },
      ...BY,
    });
    await ari.pbx.delete('/ari/bridges/b1').expect(204);
    expect(await events.next()).toMatchObject({ type: 'ChannelLeftBridge' });
    expect(await events.next()).toMatchObject({
      type: 'RecordingFinished',
      recording: { state: 'done', duration: 0 },
    });
    expect(await events.next()).toMatchObject({ type: 'BridgeDestroyed' });
  });
});

describe('a channel that is in a bridge', () => {
  const recordChannel = (query: string) => ari.pbx.post(`/ari/channels/c1/record?${query}`);
  beforeEach(async () => {
    await ari.core.liveSession(ACME, { externalId: 'c1' });
    await ari.pbx.post('/ari/bridges/b1/addChannel?channel=c1').expect(204);
  });

  test('201, then RecordingFailed `Cannot record channel while in bridge`, and nothing is left', async () => {
    const events = await ari.events();
    const response = await recordChannel('name=x&format=ulaw').expect(201);
    const recording = { name: 'x', format: 'ulaw', target_uri: 'channel:c1' };
    expect(response.headers.location).toBe('/ari/recordings/live/x');
    expect(response.body).toEqual({ ...recording, state: 'queued' });
    expect(await events.next()).toEqual({
      type: 'RecordingFailed',
      timestamp: START,
      recording: { ...recording, state: 'failed', cause: 'Cannot record channel while in bridge' },
      ...BY,
    });
    await ari.pbx.get('/ari/recordings/live/x').expect(404);
    await ari.pbx.get('/ari/recordings/stored/x').expect(404);
  });

  test('errors of the request come first', async () => {
    await ari.store('kept', 'wav');
    await ari.record('live', 'wav');
    const taken = (name: string) => `Recording '${name}' already exists and can not be overwritten`;
    const refused = [
      ['name=x&format=wav&ifExists=zap', 400, 'ifExists invalid'],
      ['name=x&format=zap', 422, 'specified format is unknown on this system'],
      ['name=../x&format=wav', 400, 'Recording name invalid'],
      [`name=${'x'.repeat(1025)}&format=wav`, 400, 'Recording name invalid'],
      ['name=kept&format=wav', 409, taken('kept')],
      ['name=live&format=wav&ifExists=overwrite', 409, taken('live')],
    ] as const;
    for (const [query, status, message] of refused) {
      expect((await recordChannel(query).expect(status)).body).toEqual({ message });
    }
    await recordChannel('name=kept&format=wav&ifExists=overwrite').expect(201);
    await ari.pbx.get('/ari/recordings/stored/kept').expect(200);
  });

  test('is recorded once it has left', async () => {
    await ari.pbx.post('/ari/bridges/b1/removeChannel?channel=c1').expect(204);
    await recordChannel('name=x&format=wav').expect(201);
    await ari.pbx.get('/ari/recordings/live/x').expect(200);
  });
});
