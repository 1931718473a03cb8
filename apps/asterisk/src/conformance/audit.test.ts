import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACME, type Harness, startHarness } from '../testing/harness.ts';

/** docs/audit.md, with ARI's users. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const last = async (limit: number) =>
  (await ari.core.catalog.audit.list({ accountId: ACME, limit })).items;

test('the actions of a user are audited with the name and the address', async () => {
  const { id } = await ari.record('greeting', 'wav');
  await ari.pbx.post('/ari/recordings/live/greeting/pause').expect(204);
  await ari.pbx.delete('/ari/recordings/live/greeting/pause').expect(204);
  await ari.pbx.post('/ari/recordings/live/greeting/stop').expect(204);
  await ari.viewer.get('/ari/recordings/stored/greeting/file').expect(200);
  await ari.pbx.delete('/ari/recordings/stored/greeting').expect(204);
  const entries = await last(5);
  expect(entries.map(({ action, actor }) => [action, actor.username])).toEqual([
    ['recording.delete', 'pbx'],
    ['recording.download', 'viewer'],
    ['recording.stop', 'pbx'],
    ['recording.resume', 'pbx'],
    ['recording.pause', 'pbx'],
  ]);
  for (const { actor, recordingId } of entries) {
    expect(actor).toMatchObject({ via: 'asterisk', address: '127.0.0.1' });
    expect(recordingId).toBe(id);
  }
});

test('actions over the WebSocket are audited, too', async () => {
  const events = await ari.events();
  await ari.record('greeting', 'wav');
  const uri = 'recordings/live/greeting/mute';
  events.socket.send(JSON.stringify({ type: 'RESTRequest', method: 'POST', uri }));
  const types: string[] = [];
  while (types.at(-1) !== 'RESTResponse') types.push((await events.next()).type);
  expect(await last(1)).toMatchObject([
    { action: 'recording.mute', actor: { username: 'pbx', via: 'asterisk' } },
  ]);
});
