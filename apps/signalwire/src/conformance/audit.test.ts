// docs/audit.md: LaML's tokens have no user name, and its audio may be public.

import request from 'supertest';
import { expect, test } from 'vitest';
import { ACME, BASE, createHarness, storeRecording } from '../testing/harness.ts';

test('actions are audited with the address', async () => {
  const { app, core } = createHarness();
  const { id } = await storeRecording(core);
  const path = `${BASE}/Recordings/${id}`;
  await request(app).head(`${path}.wav`).expect(200);
  await request(app).get(`${path}.wav`).expect(200);
  await request(app).get(`${path}.mp3`).expect(200);
  await request(app).delete(`${path}.json`).auth(ACME.sid, ACME.token).expect(204);
  const { items } = await core.catalog.audit.list({ accountId: ACME.sid, limit: 3 });
  const actor = { via: 'signalwire', address: expect.stringMatching(/127\.0\.0\.1$/) };
  expect(items.map(({ actor }) => actor)).toEqual([actor, actor, actor]);
  expect(items).toMatchObject([
    { action: 'recording.delete', recordingId: id },
    { action: 'recording.download', recordingId: id, details: { container: 'mp3' } },
    { action: 'recording.download', recordingId: id, details: { container: 'wav' } },
  ]);
});

test('a deletion that cannot be audited does not happen', async () => {
  const { app, core } = createHarness();
  const { id } = await storeRecording(core);
  core.catalog.audit.full = true;
  const path = `${BASE}/Recordings/${id}.json`;
  const refused = await request(app).delete(path).auth(ACME.sid, ACME.token);
  expect(refused.status).toBe(500);
  await request(app).get(path).auth(ACME.sid, ACME.token).expect(200);
});
