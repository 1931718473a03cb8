import request from 'supertest';
import { expect, test } from 'vitest';
import { testDialect } from './testing/test-dialect.ts';

const songs = '/test/v1/songs';

test('converts query parameters to the types of the document', async () => {
  const { body } = await request(testDialect()).get(`${songs}?limit=3&loud=true&new=1`);
  expect(body.query).toEqual({ limit: 3, loud: true, new: '1' });
});

test('fills in defaults', async () => {
  expect((await request(testDialect()).get(songs)).body.query).toEqual({ limit: 20 });
});

test('accepts characters that RFC 3986 allows in a query', async () => {
  const since = '2026-01-02T03:04:05Z,a:b/c;@!$(*)';
  const { body } = await request(testDialect()).get(`${songs}?since=${since}`);
  expect(body.query.since).toBe(since);
});

test.each([
  ['limit=x', '/query/limit', 'must be integer'],
  ['limit=0', '/query/limit', 'must be >= 1'],
  ['limit=', '/query/limit', 'must be integer'],
  ['limit=1&limit=2', '/query/limit', 'must be integer'],
  ['loud=maybe', '/query/loud', 'must be boolean'],
  ['ids=1', '/query/ids/0', 'must match format "uuid"'],
])('refuses %s', async (query, path, message) => {
  const { status, body } = await request(testDialect()).get(`${songs}?${query}`);
  expect([status, body.kind]).toEqual([400, 'invalid']);
  expect(body.problems[0]).toMatchObject({ path, message });
});

test.each([
  '__proto__[a]=1',
  'constructor[prototype][a]=1',
  'toString[x]=1&hasOwnProperty=2',
  'a[b[c]=1&a=2&a[]=3',
  '%zz=%zz&since=%zz',
  'since[x]=1',
  '&&==&=&?',
  Array.from({ length: 3000 }, (_, i) => `k${i}=1`)
    .join('&')
    .slice(0, 8000),
])('survives a nonsensical query: %s', async (query) => {
  const { status } = await request(testDialect()).get(`${songs}?${query}`);
  expect([200, 400]).toContain(status);
  expect({}).not.toHaveProperty('a');
});

test('converts path parameters to the types of the document', async () => {
  const app = testDialect();
  const put = (number: string) => request(app).put(`${songs}/blue/verses/${number}`);
  expect((await put('0')).body.params).toEqual({ name: 'blue', number: 0 });
  expect((await put('four')).body.problems[0].path).toBe('/params/number');
});

test('checks a JSON body without changing its types', async () => {
  const post = (body: object) => request(testDialect()).post(songs).send(body);
  expect((await post({ title: 'Blue', year: 1959 })).status).toBe(201);
  expect((await post({ title: 'Blue', year: '1959' })).body.problems).toEqual([
    { path: '/body/year', message: 'must be integer', errorCode: 'type.openapi.validation' },
  ]);
  expect((await post({})).body.problems[0].path).toBe('/body/title');
});

test('converts the fields of a form to the types of the document', async () => {
  const app = testDialect();
  const post = (form: string) => request(app).post('/test/v1/coins').type('form').send(form);
  expect((await post('amount=3&kinds=old')).body.body).toEqual({ amount: 3, kinds: ['old'] });
  expect((await post('kinds=old&kinds=new')).body.body).toEqual({
    amount: 1,
    kinds: ['old', 'new'],
  });
  expect((await post('amount=many')).body.problems[0].path).toBe('/body/amount');
  expect((await request(app).post(songs).type('form').send('title=Blue&year=1959')).status).toBe(
    201,
  );
});

test('fills in the defaults of an empty form', async () => {
  const form = request(testDialect())
    .post('/test/v1/coins')
    .type('form')
    .set('Content-Length', '0');
  expect((await form).body.body).toEqual({ amount: 1 });
});

test.each([
  ['no body at all', undefined, undefined],
  ['an empty body', 'application/json', ''],
])('accepts %s where none is required', async (_what, type, body) => {
  const app = testDialect();
  const send = request(app).delete(`${songs}/blue`);
  if (type !== undefined) send.set('Content-Type', type).set('Content-Length', '0');
  expect((await send.send(body)).status).toBe(204);
  expect((await request(app).post('/test/v1/coins')).status).toBe(200);
});

test.each([songs, '/test/v1/notes'])(
  'requires a body if the document does, whatever its properties: %s',
  async (path) => {
    const required = { path: '/body', errorCode: 'required.openapi.validation' };
    for (const validateResponses of [true, false]) {
      const app = testDialect({ validateResponses });
      const { status, body } = await request(app).post(path);
      expect([status, body.problems]).toEqual([400, [expect.objectContaining(required)]]);
    }
    expect((await request(testDialect()).post('/test/v1/notes').send({})).status).toBe(200);
  },
);

test.each([{ 'Content-Length': '0' }, { 'Transfer-Encoding': 'chunked' }])(
  'takes JSON without any bytes for no body: %j',
  async (headers) => {
    const empty = (path: string) => request(testDialect()).post(path).type('json').set(headers);
    const { status, body } = await empty('/test/v1/notes');
    expect([status, body.problems[0]]).toMatchObject([400, { path: '/body' }]);
    const optional = request(testDialect()).delete(`${songs}/blue`).type('json').set(headers);
    expect((await optional).status).toBe(204);
  },
);

test('ignores a body if the document has none', async () => {
  const get = request(testDialect()).get(songs).set('Content-Type', 'text/x-odd').send('odd');
  const { status, body } = await get;
  expect([status, body.type]).toEqual([200, 'text/x-odd']);
});

test.each([
  ['application/json; charset=utf-8; x=1', 201],
  ['APPLICATION/JSON', 201],
  ['text/plain', 415],
  ['nonsense', 415],
])('accepts only bodies of the types in the document: %s', async (type, expected) => {
  const post = request(testDialect())
    .post(songs)
    .set('Content-Type', type)
    .send('{"title":"Blue"}');
  const { status, body } = await post;
  expect(status).toBe(expected);
  if (expected === 415) expect(body.problems[0].path).toBe('/headers/content-type');
});

test('supports media ranges', async () => {
  const put = request(testDialect()).put(`${songs}/blue/verses/1`);
  expect((await put.set('Content-Type', 'image/odd').send('x')).status).toBe(200);
});

test.each([
  ['bad JSON', '{"title":', 400, 'entity.parse.failed'],
  ['JSON that is not an object', '"title"', 400, 'entity.parse.failed'],
  ['too much JSON', `{"title":"${'x'.repeat(1024 * 1024)}"}`, 413, 'entity.too.large'],
])('refuses %s', async (_what, json, expected, errorCode) => {
  const post = request(testDialect())
    .post(songs)
    .set('Content-Type', 'application/json')
    .send(json);
  const { status, body } = await post;
  expect([status, body.kind]).toEqual([expected, 'invalid']);
  expect(body.problems[0]).toMatchObject({ path: '/body', errorCode });
});

test.each([
  [{ 'Content-Encoding': 'gzip' }, 400],
  [{ 'Content-Encoding': 'odd' }, 415],
  [{ 'Content-Type': 'application/json; charset=odd' }, 415],
])('refuses bodies in an encoding that it cannot read: %j', async (headers, expected) => {
  const post = request(testDialect())
    .post(songs)
    .type('json')
    .set(headers)
    .send('{"title":"Blue"}');
  expect((await post).status).toBe(expected);
});

test('rejects a response that violates the document', async () => {
  const app = testDialect({
    routes: (router) => {
      router.post('/songs', (_req, res) => void res.status(201).json({ id: 'seven' }));
    },
  });
  const { status, body } = await request(app).post(songs).send({ title: 'Blue' });
  expect([status, body]).toEqual([500, { kind: 'unknown' }]);
});

test('accepts it without response validation', async () => {
  const app = testDialect({
    validateResponses: false,
    routes: (router) => {
      router.post('/songs', (_req, res) => void res.status(201).json({ id: 'seven' }));
    },
  });
  expect((await request(app).post(songs).send({ title: 'Blue' })).status).toBe(201);
});
