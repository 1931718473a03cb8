import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readOpenApi } from '../api-docs/open-api.ts';
import type { ApiDeclaration, ResourceListing } from '../api-docs/swagger.ts';
import { declarationFaults, listingFaults, type Served } from '../testing/check-swagger.ts';
import { type Harness, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#api-docs, and step 6 of docs/contracts/ari.md#dispatch-in-this-order */
let ari: Harness;
beforeAll(async () => {
  ari = await startHarness();
});
afterAll(() => ari.close());

const DOCS = '/ari/api-docs';
/** docs/contracts/ari.md#api-docs: all eleven resource files, as Asterisk lists them. */
const RESOURCES = [
  ...['asterisk', 'endpoints', 'channels', 'bridges', 'recordings', 'sounds', 'playbacks'],
  ...['deviceStates', 'mailboxes', 'events', 'applications'],
];

async function listing(): Promise<Served<ResourceListing>> {
  return (await ari.pbx.get(`${DOCS}/resources.json`).expect(200)).body;
}

async function declaration(resource: string): Promise<Served<ApiDeclaration>> {
  return (await ari.pbx.get(`${DOCS}/${resource}.json`).expect(200)).body;
}

describe('resources.json', () => {
  test('lists all eleven resources, {format} literal', async () => {
    const body = await listing();
    expect(listingFaults(body)).toEqual([]);
    expect(body).toMatchObject({ swaggerVersion: '1.1', basePath: `http://${ari.host}/ari` });
    expect(body.apis.map(({ path }) => path)).toEqual(
      RESOURCES.map((name) => `/api-docs/${name}.{format}`),
    );
  });

  test('basePath is <scheme>://<Host>/ari, here and in the declarations', async () => {
    for (const file of ['resources', ...RESOURCES]) {
      const get = () => ari.pbx.get(`${DOCS}/${file}.json`).set('Host', 'pbx.example:99');
      expect((await get()).body.basePath).toBe('http://pbx.example:99/ari');
      const proxied = await get().set('X-Forwarded-Proto', 'https');
      expect(proxied.body.basePath).toBe('https://pbx.example:99/ari');
    }
  });

  test('basePath is omitted without a Host header', async () => {
    const socket = connect(Number(new URL(ari.url).port), '127.0.0.1');
    socket.write(`GET ${DOCS}/resources.json?api_key=pbx:secret:1 HTTP/1.0\r\n\r\n`);
    const [head, body = ''] = (await text(socket)).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1.1 200 /);
    expect(JSON.parse(body)).not.toHaveProperty('basePath');
  });

  test('has the version of ARI by which ari4java selects its classes', async () => {
    expect((await listing()).apiVersion).toBe('10.0.0');
  });
});

describe('each resource', () => {
  test.each(RESOURCES)('%s is valid Swagger 1.1', async (resource) => {
    const body = await declaration(resource);
    expect(declarationFaults(body)).toEqual([]);
    expect(body.resourcePath).toBe(`/api-docs/${resource}.{format}`);
    for (const { path } of body.apis) expect(path.split('/')[1]).toBe(resource);
  });

  test('every operation of openapi.yaml is in exactly one of them', async () => {
    const { paths } = readOpenApi();
    const documented = Object.entries(paths).flatMap(([path, item]) =>
      (['get', 'put', 'post', 'delete'] as const)
        .filter((method) => item[method] !== undefined)
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    const declarations = await Promise.all(RESOURCES.map(declaration));
    const declared = declarations.flatMap(({ apis }) =>
      apis.flatMap(({ path, operations }) =>
        operations.map(({ httpMethod }) => `${httpMethod} ${path}`),
      ),
    );
    expect(declared.toSorted()).toEqual(documented.toSorted());
  });
});

describe('dispatch', () => {
  test('401 without credentials, and read-only users may read', async () => {
    for (const file of ['resources', ...RESOURCES]) {
      await supertest(ari.url).get(`${DOCS}/${file}.json`).expect(401);
      await ari.viewer.get(`${DOCS}/${file}.json`).expect(200);
    }
    await supertest(ari.url).get(`${DOCS}/nothing.json`).expect(401);
    await supertest(ari.url).get(`${DOCS}/resources.json?api_key=pbx:secret:1`).expect(200);
  });

  test('the JSON has the usual type, cache headers and ?pretty', async () => {
    const { headers, text: pretty } = await ari.pbx
      .get(`${DOCS}/events.json?pretty=yes`)
      .expect(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-cache, no-store',
    });
    expect(headers).not.toHaveProperty('etag');
    expect(pretty).toContain('\n  "swaggerVersion": "1.1"');
  });

  test.each(['HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'])(
    '405 for %s, also for missing files',
    async (method) => {
      for (const file of ['resources.json', 'nothing.json']) {
        const { status, headers, body } = await ari.raw(method, `${DOCS}/${file}`);
        expect([status, headers.allow]).toEqual([405, 'GET']);
        if (method !== 'HEAD') expect(JSON.parse(body)).toEqual({ message: 'Unsupported method' });
      }
    },
  );

  test.each([
    ...['nothing.json', 'recordings', 'recordings.{format}', 'a/b', '../openapi.yaml'],
    ...['%2e%2e%2fopenapi.yaml', 'constructor'],
  ])('404 for %s', async (file) => {
    const { status, body } = await ari.raw('GET', `${DOCS}/${file}`);
    expect([status, JSON.parse(body)]).toEqual([404, { message: 'Resource not found' }]);
  });

  test('404 for the directory itself', async () => {
    const bare = await ari.raw('GET', DOCS);
    expect([bare.status, JSON.parse(bare.body)]).toEqual([404, { message: 'Resource not found' }]);
    const slash = await ari.raw('GET', `${DOCS}/`);
    expect(JSON.parse(slash.body).message).toBe(
      'ARI URLs do not end with a slash. Try /ari/api-docs',
    );
  });
});
