import { createTestCore } from '@tricord/testkit';
import type { Request, Response, Router } from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { authentication, coreOf, type Identify, principalOf, userOf } from './authentication.ts';
import { HttpError } from './http-failure.ts';
import { testDialect } from './testing/test-dialect.ts';

const core = createTestCore();
const SONGS = '/test/v1/songs';

/** Responds with what `show` returns for a request that `identify` accepts. */
function answering(show: (res: Response) => unknown, identify?: Identify) {
  return testDialect({
    validateResponses: false,
    ...(identify && { before: [authentication(core, 'test', identify)] }),
    routes: (router: Router) => {
      router.get('/songs', (_req: Request, res: Response) => void res.json(show(res)));
    },
  });
}

const dancer: Identify = async () => ({ accountId: 'bar', username: 'ann', role: 'reader' });
const coin: Identify = async () => ({ accountId: 'bar', role: 'public' });

test('a route has the principal of the request', async () => {
  const shown = { accountId: 'bar', username: 'ann', role: 'reader' };
  expect((await request(answering(principalOf, dancer)).get(SONGS)).body).toEqual(shown);
  expect((await request(answering(userOf, dancer)).get(SONGS)).body).toEqual(shown);
});

test("a route's core acts for the principal, via the dialect, from the client's address", async () => {
  const actorOf = (res: Response) => coreOf(res).actor;
  const address = expect.stringMatching(/127\.0\.0\.1$/);
  const named = await request(answering(actorOf, dancer)).get(SONGS);
  expect(named.body).toEqual({ username: 'ann', via: 'test', address });
  const nameless = await request(answering(actorOf, coin)).get(SONGS);
  expect(nameless.body).toEqual({ via: 'test', address });
});

test.each([
  ['the client is unknown', principalOf, async () => undefined],
  ['there is no authentication', principalOf, undefined],
  ['there is no authentication, for the core', coreOf, undefined],
  ['a user is required, and the credentials have no name', userOf, coin],
])('401 when %s', async (_when, show, identify) => {
  const { status, body } = await request(answering(show, identify)).get(SONGS);
  expect([status, body]).toEqual([401, { kind: 'unauthenticated' }]);
});

test('a principal may be refused', async () => {
  const refuse: Identify = async () => {
    throw new HttpError({ kind: 'forbidden' });
  };
  expect((await request(answering(principalOf, refuse)).get(SONGS)).status).toBe(403);
});
