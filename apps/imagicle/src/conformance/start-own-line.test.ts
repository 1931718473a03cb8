import request, { type Response } from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  AUTOMATIC_LINE,
  BOB,
  BOB_LINE,
  BOSS,
  type Credentials,
  createHarness,
  DAY,
  DEAF_LINE,
  type Harness,
  LIVE,
  NIGHT,
  recordCall,
  SHARED_LINE,
  VISITOR,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#endpoints, POST LiveRecordings without a body: the user's own line;
// docs/contracts/imagicle.md#users-lines-levels: any user with a line.

function startOwn({ app }: Harness, credentials: Credentials): Promise<Response> {
  return request(app)
    .post(LIVE)
    .auth(...credentials);
}

async function usernameOf({ core }: Harness, sessionId: string): Promise<string | undefined> {
  return (await core.catalog.sessions.get(ACME, sessionId))?.call.username;
}

describe('POST LiveRecordings without a body', () => {
  test("201: level 1 records the call on one's own line", async () => {
    const harness = createHarness();
    const call = await harness.core.liveSession(ACME, { line: BOB_LINE });
    const response = await startOwn(harness, BOB);
    expect(response.status).toBe(201);
    const recording = await harness.core.catalog.recordings.get(ACME, response.body.id);
    expect(recording).toMatchObject({
      target: { kind: 'session', sessionId: call.id },
      origin: { via: 'imagicle', username: 'bob' },
    });
    expect(await usernameOf(harness, call.id)).toBe('bob');
  });

  test('a Content-Type without content is no body, either', async () => {
    const harness = createHarness();
    await harness.core.liveSession(ACME, { line: BOB_LINE });
    const response = await startOwn(harness, BOB).then(() =>
      request(harness.app)
        .post(LIVE)
        .auth(...BOB)
        .set('Content-Type', 'application/json'),
    );
    expect(response.status).toBe(429);
  });

  test('400 reason 3: the requesting user has no extension', async () => {
    const response = await startOwn(createHarness(), VISITOR);
    expect(response.status).toBe(400);
    expect(response.body).toStrictEqual({ reason: 3 });
  });

  test('409 no connected call on it', async () => {
    const harness = createHarness();
    await recordCall(harness.core);
    expect((await startOwn(harness, BOB)).status).toBe(409);
  });

  test('400 reason 1 and 4 by the line that has the call', async () => {
    const deaf = createHarness();
    await deaf.core.liveSession(ACME, { line: DEAF_LINE });
    expect((await startOwn(deaf, BOSS)).body).toStrictEqual({ reason: 1, deviceName: 'SEPDEAF' });
    const automatic = createHarness();
    await automatic.core.liveSession(ACME, { line: AUTOMATIC_LINE });
    expect((await startOwn(automatic, BOSS)).body).toStrictEqual({ reason: 4 });
  });
});

describe('an extension that users share', () => {
  test('the call is assigned to the user who starts', async () => {
    const harness = createHarness();
    const call = await harness.core.liveSession(ACME, { line: SHARED_LINE });
    expect((await startOwn(harness, NIGHT)).status).toBe(201);
    expect(await usernameOf(harness, call.id)).toBe('night');
  });

  test("409: another user's call cannot be recorded", async () => {
    const harness = createHarness();
    await harness.core.liveSession(ACME, { line: SHARED_LINE, username: 'night' });
    expect((await startOwn(harness, DAY)).status).toBe(409);
    expect((await startOwn(harness, NIGHT)).status).toBe(201);
  });

  test('a refused start does not assign the call and its recording to the user', async () => {
    const harness = createHarness();
    const { call } = await recordCall(harness.core, { line: SHARED_LINE });
    expect((await startOwn(harness, DAY)).status).toBe(429);
    expect(await usernameOf(harness, call.id)).toBeUndefined();
  });
});
