import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { readOpenApi } from '../api-docs/open-api.ts';
import type { ApiDeclaration, ResourceListing } from '../api-docs/swagger.ts';
import type { AriEvent } from '../mappers/event.ts';
import { declarationFaults, listingFaults, type Served } from '../testing/check-swagger.ts';
import { type Harness, startHarness } from '../testing/harness.ts';

/** Contract: "api-docs", and 6 of "Dispatch, in this order". */
let ari: Harness;
beforeAll(async () => {
  ari = await startHarness();
});
afterAll(() => ari.close());

const DOCS = '/ari/api-docs';
/** Contract: "all eleven resource files", as Asterisk lists them. */
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

async function operation(resource: string, method: string, path: string) {
  const { apis } = await declaration(resource);
  const api = apis.find((each) => each.path === path);
  return api?.operations.find(({ httpMethod }) => httpMethod === method);
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

  test('tells the version of ARI by which ari4java picks its classes', async () => {
    expect((await listing()).apiVersion).toBe('10.0.0');
  });
});

describe('each resource', () => {
  test.each(RESOURCES)('%s is sound Swagger 1.1', async (resource) => {
    const body = await declaration(resource);
    expect(declarationFaults(body)).toEqual([]);
    expect(body.resourcePath).toBe(`/api-docs/${resource}.{format}`);
    for (const { path } of body.apis) expect(path.split('/')[1]).toBe(resource);
  });

  test('every operation of openapi.yaml is in one of them, once', async () => {
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

describe('operations are what clients make their methods of', () => {
  test.each([
    ['recordings', 'GET', '/recordings/stored', 'listStored', 'List[StoredRecording]'],
    ['recordings', 'GET', '/recordings/stored/{recordingName}', 'getStored', 'StoredRecording'],
    ['recordings', 'DELETE', '/recordings/stored/{recordingName}', 'deleteStored', 'void'],
    ['recordings', 'GET', '/recordings/stored/{recordingName}/file', 'getStoredFile', 'binary'],
    [
      ...(['recordings', 'POST', '/recordings/stored/{recordingName}/copy'] as const),
      ...(['copyStored', 'StoredRecording'] as const),
    ],
    ['recordings', 'GET', '/recordings/live/{recordingName}', 'getLive', 'LiveRecording'],
    ['recordings', 'DELETE', '/recordings/live/{recordingName}', 'cancel', 'void'],
    ['recordings', 'POST', '/recordings/live/{recordingName}/stop', 'stop', 'void'],
    ['recordings', 'POST', '/recordings/live/{recordingName}/pause', 'pause', 'void'],
    ['recordings', 'DELETE', '/recordings/live/{recordingName}/pause', 'unpause', 'void'],
    ['recordings', 'POST', '/recordings/live/{recordingName}/mute', 'mute', 'void'],
    ['recordings', 'DELETE', '/recordings/live/{recordingName}/mute', 'unmute', 'void'],
    ['channels', 'GET', '/channels', 'list', 'List[Channel]'],
    ['channels', 'GET', '/channels/{channelId}', 'get', 'Channel'],
    ['channels', 'POST', '/channels/{channelId}/record', 'record', 'LiveRecording'],
    ['events', 'GET', '/events', 'eventWebsocket', 'Message'],
  ])('%s: %s %s is %s and answers %s', async (resource, method, path, nickname, responseClass) => {
    expect(await operation(resource, method, path)).toMatchObject({ nickname, responseClass });
  });

  test('parameters say what is required, the default and what is allowed', async () => {
    const record = await operation('channels', 'POST', '/channels/{channelId}/record');
    expect(record?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['channelId', true],
      ['name', true],
      ['format', true],
      ['maxDurationSeconds', false],
      ['maxSilenceSeconds', false],
      ['ifExists', false],
      ['beep', false],
      ['terminateOn', false],
    ]);
    expect(record?.parameters).toContainEqual({
      name: 'ifExists',
      description: expect.any(String),
      paramType: 'query',
      required: false,
      allowMultiple: false,
      dataType: 'string',
      defaultValue: 'fail',
      allowableValues: { valueType: 'LIST', values: ['fail', 'overwrite', 'append'] },
    });
    expect(record?.parameters).toContainEqual(
      expect.objectContaining({
        name: 'maxSilenceSeconds',
        dataType: 'int',
        allowableValues: { valueType: 'RANGE', min: 0 },
      }),
    );
    expect(record?.errorResponses.map(({ code }) => code)).toEqual([400, 404, 409, 422]);
  });

  test('the WebSocket is marked as such', async () => {
    expect(await operation('events', 'GET', '/events')).toMatchObject({
      upgrade: 'websocket',
      websocketProtocol: 'ari',
      parameters: [{ name: 'app', required: true, allowMultiple: true }, { name: 'subscribeAll' }],
    });
  });
});

describe('models', () => {
  test('a model has its properties, dates and enumerations', async () => {
    const { models } = await declaration('channels');
    expect(models.Channel).toMatchObject({
      id: 'Channel',
      properties: {
        id: { type: 'string', required: true },
        caller: { type: 'CallerID', required: true },
        creationtime: { type: 'Date', required: true },
      },
    });
    expect(models.LiveRecording?.properties).toMatchObject({
      duration: { type: 'int', required: false },
      state: { allowableValues: { values: expect.arrayContaining(['queued', 'canceled']) } },
    });
  });

  test('events are subtypes of Event, told apart by type', async () => {
    const { models } = await declaration('events');
    expect(models.Message).toMatchObject({ discriminator: 'type' });
    expect(models.Message?.subTypes).toContain('Event');
    expect(models.Event?.properties).toMatchObject({ timestamp: { type: 'Date', required: true } });
    expect(models.Event?.subTypes).toContain('StasisStart');
    expect(models.StasisStart?.properties).toEqual({
      args: { type: 'List[string]', required: true, description: '' },
      channel: { type: 'Channel', required: true, description: '' },
    });
  });
});

/** Does not compile until it has every type of event that is sent. */
const SENT: Record<AriEvent['type'], true> = {
  StasisStart: true,
  StasisEnd: true,
  RecordingStarted: true,
  RecordingFinished: true,
  RecordingFailed: true,
  ChannelCreated: true,
  ChannelDestroyed: true,
  ChannelHangupRequest: true,
  ChannelVarset: true,
  ChannelCallerId: true,
  ChannelEnteredBridge: true,
  ChannelLeftBridge: true,
  BridgeCreated: true,
  BridgeDestroyed: true,
  ApplicationRegistered: true,
  ApplicationReplaced: true,
  ApplicationUnregistered: true,
  ChannelUserevent: true,
};

/** Contract: "an event type missing from the events models crashes it". */
test('every event that is sent, and those that only Asterisk sends, are in the models', async () => {
  const { models } = await declaration('events');
  const asterisk = ['PlaybackFinished', 'ChannelTalkingStarted', 'Dial', 'BridgeMerged'];
  for (const type of [...Object.keys(SENT), ...asterisk, 'RESTResponse']) {
    expect(models.Event?.subTypes).toContain(type);
    expect(models[type]?.id).toBe(type);
  }
});

describe('dispatch', () => {
  test('401 without credentials, and read-only users may read', async () => {
    for (const file of ['resources', ...RESOURCES]) {
      await supertest(ari.server).get(`${DOCS}/${file}.json`).expect(401);
      await ari.viewer.get(`${DOCS}/${file}.json`).expect(200);
    }
    await supertest(ari.server).get(`${DOCS}/nothing.json`).expect(401);
    await supertest(ari.server).get(`${DOCS}/resources.json?api_key=pbx:secret:1`).expect(200);
  });

  test('JSON as everywhere: type, cache, ?pretty', async () => {
    const { headers, text } = await ari.pbx.get(`${DOCS}/events.json?pretty=yes`).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-cache, no-store',
    });
    expect(headers).not.toHaveProperty('etag');
    expect(text).toContain('\n  "swaggerVersion": "1.1"');
  });

  test.each(['HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'])(
    '405 for %s, also of files that there are not',
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

  test('404 for the folder itself', async () => {
    const bare = await ari.raw('GET', DOCS);
    expect([bare.status, JSON.parse(bare.body)]).toEqual([404, { message: 'Resource not found' }]);
    const slash = await ari.raw('GET', `${DOCS}/`);
    expect(JSON.parse(slash.body).message).toBe(
      'ARI URLs do not end with a slash. Try /ari/api-docs',
    );
  });
});
