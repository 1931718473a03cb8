// docs/dialects/native/using.md#the-installation
import { expect, test } from 'vitest';
import { ACME, nativeFixture, OTHER, onReload } from '../testing/native-fixture.ts';

const { request } = nativeFixture();

test('a key that may manage reloads the configuration, and learns what has changed', async () => {
  const outcome = { changed: ['accounts[acme].api.keys'], needRestart: ['http.port'] };
  onReload(async () => outcome);
  const response = await request('post', '/config/reload', 'manager');
  expect([response.status, response.body]).toEqual([200, outcome]);
});

test('a configuration with problems is a 422 that lists them', async () => {
  const problems = ['accounts[0].name: is missing', 'http.port: must be at most 65535'];
  onReload(async () => ({ problems }));
  const response = await request('post', '/config/reload', 'manager');
  expect([response.status, response.type]).toEqual([422, 'application/problem+json']);
  expect(response.body).toMatchObject({
    code: 'configuration-invalid',
    detail: expect.stringContaining('The old configuration stays in use'),
    problems: problems.map((message) => ({ message })),
  });
});

test('lists all accounts with their keys, and no secret', async () => {
  const { status, body, text } = await request('get', '/accounts', 'watching-manager');
  expect(status).toBe(200);
  expect(body.accounts).toEqual([
    {
      id: ACME,
      name: 'acme',
      keys: [
        { name: 'desktop', role: 'admin', manage: false, hashed: false },
        { role: 'viewer', manage: false, hashed: false },
      ],
    },
    {
      id: OTHER,
      alias: 'AC1',
      name: 'other',
      keys: [
        { role: 'admin', manage: false, hashed: false },
        { name: 'ops', role: 'admin', manage: true, hashed: false },
        { role: 'viewer', manage: true, hashed: false },
      ],
    },
  ]);
  expect(text).not.toMatch(/acme-admin|acme-viewer|other-admin|"manager"|watching-manager/);
});

test.each([
  ['get', '/accounts', 'acme-admin'],
  ['get', '/accounts', 'acme-viewer'],
  ['post', '/config/reload', 'acme-admin'],
  ['post', '/config/reload', 'acme-viewer'],
  ['post', '/config/reload', 'watching-manager'],
] as const)('%s %s by %s: 403', async (method, path, key) => {
  onReload(() => Promise.reject(new Error('nothing is reloaded')));
  const { status, body } = await request(method, path, key);
  expect([status, body.code]).toEqual([403, 'forbidden']);
});
