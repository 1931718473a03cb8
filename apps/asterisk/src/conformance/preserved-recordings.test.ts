import { preserveRecording, releaseRecording } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, type Harness, startHarness } from '../testing/harness.ts';

/** What Asterisk does not know: recordings that a client of the native API has had preserved. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const STORED = '/ari/recordings/stored/x';
const LIVE = '/ari/recordings/live/x';

test('a stored one: 409 to DELETE until it is released', async () => {
  const { id } = await ari.store('x', 'wav');
  await preserveRecording(ari.core, ACME, { id });
  const { body } = await ari.pbx.delete(STORED).expect(409);
  expect(body).toEqual({ message: `Recording ${id} is preserved: release it before it can go` });
  await ari.pbx.get(`${STORED}/file`).expect(200);
  await ari.pbx.post(`${STORED}/copy?destinationRecordingName=y`).expect(200);
  await ari.pbx.delete('/ari/recordings/stored/y').expect(204);
  await releaseRecording(ari.core, ACME, { id });
  await ari.pbx.delete(STORED).expect(204);
});

test('a live one: 409 to a discard; it can be stopped, and is kept', async () => {
  const { id } = await ari.record('x', 'wav');
  await preserveRecording(ari.core, ACME, { id });
  await ari.pbx.delete(LIVE).expect(409);
  expect((await ari.pbx.get(LIVE).expect(200)).body.state).toBe('recording');
  await ari.pbx.post(`${LIVE}/pause`).expect(204);
  await ari.pbx.post(`${LIVE}/stop`).expect(204);
  await ari.pbx.delete(STORED).expect(409);
});

describe.each(['overwrite', 'append'])('ifExists=%s', (ifExists) => {
  const query = `name=x&format=wav&ifExists=${ifExists}`;

  test.each([
    ['a channel', {}],
    ['a channel in a bridge', { conferenceId: 'support' }],
  ])('409 for %s, as where nothing may be overwritten', async (_what, description) => {
    const { id } = await ari.store('x', 'wav');
    await preserveRecording(ari.core, ACME, { id });
    const channel = await ari.core.liveSession(ACME, description);
    const { body } = await ari.pbx.post(`/ari/channels/${channel.id}/record?${query}`).expect(409);
    expect(body).toEqual({ message: "Recording 'x' already exists and can not be overwritten" });
    expect(await ari.core.catalog.recordings.unfinished()).toEqual([]);
  });

  test('of a recording that is preserved meanwhile: both are kept, the new one under its id', async () => {
    const old = await ari.store('x', 'wav');
    const channel = await ari.core.liveSession(ACME);
    await ari.pbx.post(`/ari/channels/${channel.id}/record?${query}`).expect(201);
    const live = await ari.core.catalog.recordings.findByName(ACME, 'x', 'live');
    await preserveRecording(ari.core, ACME, { id: old.id });
    await ari.pbx.post(`${LIVE}/stop`).expect(204);

    const names = (await ari.pbx.get('/ari/recordings/stored').expect(200)).body;
    expect(names).toEqual(
      expect.arrayContaining([
        { name: 'x', format: 'wav' },
        { name: live?.id, format: 'wav' },
      ]),
    );
    await ari.pbx.get(`/ari/recordings/stored/${live?.id}/file`).expect(200);
    expect(await ari.core.catalog.recordings.findByName(ACME, 'x', 'stored')).toMatchObject({
      id: old.id,
      preserved: true,
    });
    await ari.pbx.get(LIVE).expect(404);
  });
});
