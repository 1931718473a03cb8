import type { Recording, Session } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, type Harness, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#record */
let ari: Harness;
let call: Session;
beforeEach(async () => {
  ari = await startHarness();
  call = await ari.core.liveSession(ACME, { externalId: '1700000000.42' });
});
afterEach(() => ari.close());

const RECORD = '/ari/channels/1700000000.42/record';
const record = (query: string, path = RECORD) => ari.pbx.post(`${path}?${query}`);
const live = async (name: string): Promise<Recording> => {
  const found = await ari.core.catalog.recordings.findByName(ACME, name, 'live');
  if (found === undefined) throw new Error(`${name} is not live`);
  return found;
};

describe('success', () => {
  test('201 with Location and the recording, queued', async () => {
    const response = await record('name=a%2Fb%20c&format=wav').expect(201);
    expect(response.headers.location).toBe('/ari/recordings/live/a%2Fb%20c');
    expect(response.body).toEqual({
      name: 'a/b c',
      format: 'wav',
      state: 'queued',
      target_uri: 'channel:1700000000.42',
    });
    const { body } = await ari.pbx.get(response.headers.location ?? '').expect(200);
    expect(body.state).toBe('recording');
  });

  test("takes the session's UUID for the channel as well", async () => {
    const path = `/ari/channels/${call.id.toUpperCase()}/record`;
    const response = await record('name=x&format=wav', path).expect(201);
    expect(response.body.target_uri).toBe('channel:1700000000.42');
  });

  test('records with the defaults', async () => {
    await record('name=x&format=wav').expect(201);
    expect(await live('x')).toMatchObject({
      target: { kind: 'session', sessionId: call.id },
      origin: { via: 'asterisk', username: 'pbx' },
      settings: {
        channels: 1,
        track: 'both',
        sampleRateHz: 8000,
        maxDurationMs: 0,
        maxSilenceMs: 0,
        terminateOn: '',
        trimSilence: false,
        beep: false,
        requestedFormat: 'wav',
      },
    });
  });

  test('passes every parameter', async () => {
    const limits = 'maxDurationSeconds=60&maxSilenceSeconds=5&beep=true&terminateOn=any';
    await record(`name=x&format=sln16&${limits}`).expect(201);
    expect((await live('x')).settings).toMatchObject({
      sampleRateHz: 16_000,
      maxDurationMs: 60_000,
      maxSilenceMs: 5000,
      beep: true,
      terminateOn: '0123456789*#ABCD',
      requestedFormat: 'sln16',
    });
  });

  test('reads parameters from a JSON body, then the query, then a form', async () => {
    await ari.pbx
      .post(`${RECORD}?name=query&terminateOn=%23`)
      .set('Content-Type', 'application/json; charset=utf-8')
      .send(
        '{"name": "json", "format": "wav", "maxDurationSeconds": 7, "beep": true, "other": null}',
      )
      .expect(201);
    expect((await live('json')).settings).toMatchObject({
      maxDurationMs: 7000,
      beep: true,
      terminateOn: '#',
    });
    await ari.pbx
      .post(`${RECORD}?name=query`)
      .type('form')
      .send('name=form&format=ulaw')
      .expect(201);
    expect((await live('query')).settings.requestedFormat).toBe('ulaw');
  });

  test('the last duplicate wins; unknown and empty parameters are ignored', async () => {
    await record('name=a&name=b&format=wav&colour=red&ifExists=&terminateOn=&beep=').expect(201);
    expect((await live('b')).settings).toMatchObject({ terminateOn: '', beep: false });
  });

  test('accepts all spellings of booleans, numbers and enumerations', async () => {
    for (const [index, yes] of ['yes', 'TRUE', 'Y', 't', '1', 'On'].entries()) {
      await record(`name=yes${index}&format=wav&beep=${yes}`).expect(201);
      expect((await live(`yes${index}`)).settings.beep).toBe(true);
    }
    for (const [index, no] of ['no', 'false', '0', 'maybe'].entries()) {
      await record(`name=no${index}&format=wav&beep=${no}`).expect(201);
      expect((await live(`no${index}`)).settings.beep).toBe(false);
    }
    const odd = 'maxDurationSeconds=12abc&maxSilenceSeconds=abc&terminateOn=ANY&ifExists=Fail';
    await record(`name=odd&format=wav&${odd}`).expect(201);
    expect((await live('odd')).settings).toMatchObject({
      maxDurationMs: 12_000,
      maxSilenceMs: 0,
      terminateOn: '0123456789*#ABCD',
    });
  });
});

describe('ifExists', () => {
  test.each(['overwrite', 'append'])(
    '%s replaces a stored one when it is done',
    async (ifExists) => {
      const earlier = await ari.store('x', 'wav');
      await record(`name=x&format=wav&ifExists=${ifExists}`).expect(201);
      expect(await live('x')).toMatchObject({
        replaces: earlier.id,
        append: ifExists === 'append',
      });
      await ari.pbx.get('/ari/recordings/stored/x').expect(200);
      await ari.pbx.post('/ari/recordings/live/x/stop').expect(204);
      const { body } = await ari.pbx.get('/ari/recordings/stored').expect(200);
      expect(body).toEqual([{ name: 'x', format: 'wav' }]);
      expect(await ari.core.catalog.recordings.get(ACME, earlier.id)).toBeUndefined();
    },
  );

  test('409 for a stored name with fail, in any format; for a live name always', async () => {
    await ari.store('stored', 'ulaw');
    await ari.record('live');
    for (const query of [
      'name=stored&format=wav',
      'name=stored&format=wav&ifExists=fail',
      'name=live&format=wav',
      'name=live&format=wav&ifExists=overwrite',
      'name=live&format=wav&ifExists=append',
    ]) {
      const response = await record(query).expect(409);
      const name = new URLSearchParams(query).get('name');
      expect(response.body).toEqual({
        message: `Recording '${name}' already exists and can not be overwritten`,
      });
    }
  });
});

describe('checks, in their order', () => {
  /** Each request breaks all rules from its own on. */
  const wrong = ['ifExists=zap', 'format=mp3', 'name='];
  test.each([
    [
      'nobody',
      ['maxDurationSeconds=-1', 'maxSilenceSeconds=-1', 'terminateOn=9', ...wrong],
      400,
      'max_duration_seconds cannot be negative',
    ],
    [
      'nobody',
      ['maxSilenceSeconds=-1', 'terminateOn=9', ...wrong],
      400,
      'max_silence_seconds cannot be negative',
    ],
    ['nobody', ['terminateOn=9', ...wrong], 404, 'Channel not found'],
    ['expected', ['terminateOn=9', ...wrong], 409, 'Channel not in Stasis application'],
    ['1700000000.42', ['terminateOn=9', ...wrong], 400, 'terminateOn invalid'],
    ['1700000000.42', wrong, 400, 'ifExists invalid'],
    ['1700000000.42', ['format=mp3', 'name='], 422, 'specified format is unknown on this system'],
    ['1700000000.42', ['name='], 422, 'specified format is unknown on this system'],
    ['1700000000.42', ['format=wav', 'name='], 400, 'Error parsing request'],
    ['1700000000.42', ['format=wav', 'name=..%2Fstored'], 400, 'Recording name invalid'],
    [
      '1700000000.42',
      ['format=wav', 'name=stored'],
      409,
      "Recording 'stored' already exists and can not be overwritten",
    ],
  ])('%s %j: %i %s', async (channel, parameters, status, message) => {
    await ari.store('stored');
    await ari.core.catalog.sessions.insert({
      ...call,
      id: ari.core.ids.uuid(),
      state: 'expected',
      call: { ...call.call, externalId: 'expected' },
    });
    const response = await record(parameters.join('&'), `/ari/channels/${channel}/record`);
    expect([response.status, response.body]).toEqual([status, { message }]);
  });

  test('404 once the call is over', async () => {
    await ari.core.hangUp(call);
    const response = await record('name=x&format=wav').expect(404);
    expect(response.body).toEqual({ message: 'Channel not found' });
  });

  test.each(['gsm', 'WAV', 'wav49'])('422 for format %j, which says why', async (format) => {
    const response = await record(`name=x&format=${format}`).expect(422);
    const unknown = 'specified format is unknown on this system';
    expect(response.body).toEqual({
      message: `${unknown}: GSM cannot be recorded, use wav or ulaw`,
    });
  });

  test.each(['au', 'Wav', 'mp3', 'sln191', 'constructor', ''])(
    '422 for format %j',
    async (format) => {
      const response = await record(`name=x&format=${format}`).expect(422);
      expect(response.body).toEqual({ message: 'specified format is unknown on this system' });
    },
  );

  test.each([
    ['draining', 'The recorder is shutting down'],
    ['full', 'There is no room for another recording: the disk has 1 MiB free'],
    ['unavailable', 'The recorder is not available'],
  ] as const)('500 when the recorder is %s', async (status, message) => {
    ari.core.recorder.currentStatus = status;
    const response = await record('name=x&format=wav').expect(500);
    expect(response.body).toEqual({ message });
  });
});
