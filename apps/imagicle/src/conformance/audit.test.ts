import request from 'supertest';
import { expect, test } from 'vitest';
import { ACME, BASE, BOSS, createHarness, LIVE, recordCall } from '../testing/harness.ts';

// docs/contracts/imagicle.md#endpoints, GET Recordings/{id}/Media: an audit entry "Download Recording".

test('the actions of a user are audited with the name and the address', async () => {
  const { app, core } = createHarness();
  const { recording } = await recordCall(core);
  const path = `${BASE}/Recordings/${recording.id}/Media`;
  await request(app)
    .delete(`${LIVE}/${recording.id}`)
    .auth(...BOSS)
    .expect(204);
  await request(app)
    .head(path)
    .auth(...BOSS)
    .expect(200);
  await request(app)
    .get(path)
    .auth(...BOSS)
    .expect(200);
  await request(app)
    .get(path)
    .auth(...BOSS)
    .set('Range', 'bytes=0-9')
    .expect(206);
  const { items } = await core.catalog.audit.list({ accountId: ACME, limit: 3 });
  const actor = {
    username: BOSS[0],
    via: 'imagicle',
    address: expect.stringMatching(/127\.0\.0\.1$/),
  };
  const recordingId = recording.id;
  expect(items).toMatchObject([
    { action: 'recording.download', recordingId, actor, details: { container: 'mp3' } },
    { action: 'recording.download', recordingId, actor },
    { action: 'recording.stop', recordingId, actor },
  ]);
});

test('refused actions are not audited, and nothing is downloaded that cannot be audited', async () => {
  const { app, core } = createHarness();
  const { recording } = await recordCall(core);
  const path = `${BASE}/Recordings/${recording.id}/Media`;
  await request(app)
    .delete(`${LIVE}/${recording.id}`)
    .auth(...BOSS)
    .expect(204);
  const put = async () => (await core.catalog.audit.list({ accountId: ACME, limit: 9 })).items;
  const before = await put();
  await request(app).get(path).expect(401);
  await request(app).get(path).auth(BOSS[0], 'wrong').expect(401);
  expect(await put()).toEqual(before);
  core.catalog.audit.full = true;
  const refused = await request(app)
    .get(path)
    .auth(...BOSS);
  expect([refused.status, refused.text]).toEqual([500, '']);
});
