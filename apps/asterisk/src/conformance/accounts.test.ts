import { startRecording } from '@tricord/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACME, GLOBEX, type Harness, startHarness } from '../testing/harness.ts';

/** Another account's recording and an unknown one are indistinguishable. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const OPERATIONS = [
  ['get', '/ari/recordings/stored/stored-one'],
  ['get', '/ari/recordings/stored/stored-one/file'],
  ['delete', '/ari/recordings/stored/stored-one'],
  ['post', '/ari/recordings/stored/stored-one/copy?destinationRecordingName=y'],
  ['get', '/ari/recordings/live/live-one'],
  ['delete', '/ari/recordings/live/live-one'],
  ['post', '/ari/recordings/live/live-one/stop'],
  ['post', '/ari/recordings/live/live-one/pause'],
  ['delete', '/ari/recordings/live/live-one/pause'],
  ['post', '/ari/recordings/live/live-one/mute'],
  ['delete', '/ari/recordings/live/live-one/mute'],
  ['get', '/ari/channels/call-one'],
  ['post', '/ari/channels/call-one/record?name=y&format=wav'],
] as const;

test.each(OPERATIONS)(
  "%s %s responds to another account's resource as to a missing one",
  async (method, path) => {
    await ari.store('stored-one');
    await ari.record('live-one');
    await ari.core.liveSession(ACME, { externalId: 'call-one' });
    const theirs = await ari.stranger[method](path);
    const nobodys = await ari.stranger[method](path.replace('-one', '-none'));
    expect([theirs.status, theirs.body]).toEqual([404, nobodys.body]);
    expect(nobodys.status).toBe(404);
    await ari.pbx.get('/ari/recordings/live/live-one').expect(200);
    await ari.pbx.get('/ari/recordings/stored/stored-one').expect(200);
  },
);

test('lists contain nothing of another account', async () => {
  await ari.store('theirs');
  await ari.core.liveSession(ACME);
  expect((await ari.stranger.get('/ari/recordings/stored').expect(200)).body).toEqual([]);
  expect((await ari.stranger.get('/ari/channels').expect(200)).body).toEqual([]);
});

test('two accounts may have recordings with the same name', async () => {
  await ari.record('greeting', 'wav');
  const { id } = await ari.core.liveSession(GLOBEX);
  await startRecording(ari.core, {
    accountId: GLOBEX,
    target: { sessionId: id },
    name: 'greeting',
    settings: { requestedFormat: 'ulaw' },
    origin: { via: 'asterisk' },
  });
  const ours = await ari.pbx.get('/ari/recordings/live/greeting').expect(200);
  const theirs = await ari.stranger.get('/ari/recordings/live/greeting').expect(200);
  expect([ours.body.format, theirs.body.format]).toEqual(['wav', 'ulaw']);
});
