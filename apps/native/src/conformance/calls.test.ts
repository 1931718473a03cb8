import { TricordError } from '@tricord/core';
import { expect, test } from 'vitest';
import { ACME, nativeFixture, onDial } from '../testing/native-fixture.ts';

const URL = 'ws://pbx.example:8088/media/43bb71ee-553f-4074-bb20-8e2747647cce';
const CALL = '43bb71ee-553f-4074-bb20-8e2747647cce';

test('POST /calls: fetches the call and returns its live session', async () => {
  const { request, core } = nativeFixture();
  const asked: unknown[] = [];
  onDial((accountId, dialed) => {
    asked.push(accountId, dialed);
    return core.liveSession(accountId, dialed.description ?? {});
  });
  const response = await request('post', '/calls').send({
    url: URL,
    id: CALL.toUpperCase(),
    call: { user: 'John', line: { directoryNumber: '101' } },
  });
  expect(response.status).toBe(201);
  expect(response.headers.location).toBe(response.body.links.self);
  expect(response.body).toMatchObject({
    state: 'live',
    call: { user: 'John', line: { directoryNumber: '101' } },
  });
  expect(asked).toEqual([
    ACME,
    { url: URL, id: CALL, description: { username: 'John', line: { directoryNumber: '101' } } },
  ]);
});

test('POST /calls: reports why a call cannot be fetched', async () => {
  const { request } = nativeFixture();
  onDial(() => Promise.reject(new TricordError('forbidden', 'No connections to x:80 are allowed')));
  const response = await request('post', '/calls').send({ url: 'ws://x/' });
  expect([response.status, response.body.detail]).toEqual([
    403,
    'No connections to x:80 are allowed',
  ]);
});

test('POST /calls: is not allowed for viewers, and requires a URL', async () => {
  const { request } = nativeFixture();
  onDial(() => Promise.reject(new Error('must not be asked')));
  expect((await request('post', '/calls', 'acme-viewer').send({ url: URL })).status).toBe(403);
  expect((await request('post', '/calls').send({})).status).toBe(400);
  expect((await request('post', '/calls').send({ url: URL, id: 'x' })).status).toBe(400);
});
