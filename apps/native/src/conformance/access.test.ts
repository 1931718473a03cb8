import { ERROR_CODES, TricordError } from '@tricord/core';
import type { Request } from 'express';
import { expect, test } from 'vitest';
import { toAnswer } from '../errors.ts';
import { nativeFixture, UNKNOWN } from '../testing/native-fixture.ts';

const NO_REQUEST = {} as Request;

test.each([undefined, 'Bearer wrong', 'Bearer ', 'Basic YTpi', 'Bearer acme-admin x'])(
  'Authorization %j: 401 as problem details (RFC 9457)',
  async (authorization) => {
    const { request } = nativeFixture();
    for (const path of ['/sessions', '/nowhere']) {
      const pending = request('get', path).unset('Authorization');
      const response = await (authorization === undefined
        ? pending
        : pending.set('Authorization', authorization));
      expect(response.status).toBe(401);
      expect(response.headers['www-authenticate']).toBe(
        'Bearer realm="Tricord", Basic realm="Tricord", charset="UTF-8"',
      );
      expect(response.type).toBe('application/problem+json');
      expect(response.body).toMatchObject({
        type: expect.stringMatching(/^https:.*\/docs\/errors\.md#unauthenticated$/),
        title: 'Unauthenticated',
        status: 401,
        detail: 'Give an API key: Authorization: Bearer <key>; or log in as a user by HTTP Basic',
        code: 'unauthenticated',
      });
    }
  },
);

test('a viewer may only read', async () => {
  const { request } = nativeFixture();
  expect((await request('get', '/recordings', 'acme-viewer')).status).toBe(200);
  const refused = await Promise.all([
    request('put', `/sessions/${UNKNOWN}`, 'acme-viewer').send({}),
    request('post', '/recordings', 'acme-viewer').send({ sessionId: 'x' }),
    request('post', `/recordings/${UNKNOWN}/stop`, 'acme-viewer'),
    request('delete', `/recordings/${UNKNOWN}`, 'acme-viewer'),
  ]);
  for (const response of refused) {
    expect([response.status, response.body.code]).toEqual([403, 'forbidden']);
  }
});

test('unknown paths are 404, known ones with another method 405', async () => {
  const { request } = nativeFixture();
  const missing = await request('get', '/nowhere');
  expect([missing.status, missing.body.code]).toEqual([404, 'no-such-resource']);
  const method = await request('delete', '/sessions');
  expect([method.status, method.body.code]).toEqual([405, 'method-not-allowed']);
  expect(method.headers.allow).toContain('GET');
});

test.each([
  ['application/json', '{"sessionId":', 400, 'invalid-request'],
  ['application/json', `{"name":"${'x'.repeat(1_100_000)}"}`, 413, 'too-large'],
  ['text/plain', 'hello', 415, 'unsupported-media-type'],
])('an invalid body of %s is rejected', async (type, body, status, code) => {
  const { request } = nativeFixture();
  const response = await request('post', '/recordings').set('Content-Type', type).send(body);
  expect(response.status).toBe(status);
  expect(response.body).toMatchObject({ code, status, detail: expect.any(String) });
});

test('every error of the core has a status, and internal errors reveal nothing', () => {
  for (const code of ERROR_CODES) {
    const error = new TricordError(code, 'what happened', { details: { state: 'done' } });
    const { status, body } = toAnswer({ kind: 'core', error }, NO_REQUEST);
    expect(body).toMatchObject({ status, code, detail: expect.any(String), state: 'done' });
    expect(status).toBeGreaterThanOrEqual(400);
  }
  const error = new TricordError('internal', 'secret');
  const internal = toAnswer({ kind: 'core', error }, NO_REQUEST);
  expect(JSON.stringify(internal.body)).not.toContain('secret');
  const unknown = toAnswer({ kind: 'unknown', error: new Error('secret') }, NO_REQUEST);
  expect(JSON.stringify(unknown.body)).not.toContain('secret');
});
