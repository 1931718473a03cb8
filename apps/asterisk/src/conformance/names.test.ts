import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACME, type Harness, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#dispatch-in-this-order: how a path is split and decoded; and hostile names. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const NAMES = [
  'a/b/c',
  '/absolute',
  'a//b',
  'a/../b',
  'a/.',
  'trailing/',
  'with space',
  'a+b',
  '100%',
  '%2F',
  '%zz',
  'a?b#c&d=e;f',
  'a:b,c@d!$\'()*[]{}|^`"<>\\~',
  '{"json":true}',
  '[1]',
  'a[b]',
  'line\nbreak\ttab\r',
  '\u0001\u007f',
  'ünïcödé 日本語 😀',
  'e\u0301 is not \u00e9',
  '\u202egnp.exe',
  '__proto__',
  'constructor',
  'stored',
  'null',
  '0',
  '.json',
  '*',
  '%',
  '_',
  "'; DROP TABLE recordings; --",
  '\u00e9'.repeat(512),
];

describe.each(NAMES)('a recording named %j', (name) => {
  const encoded = encodeURIComponent(name).replaceAll('.', '%2E');

  test('can be recorded, controlled, listed, fetched, copied and deleted', async () => {
    await ari.core.liveSession(ACME, { externalId: 'call' });
    const created = await ari.raw('POST', `/ari/channels/call/record?format=wav&name=${encoded}`);
    expect([created.status, JSON.parse(created.body).name]).toEqual([201, name]);
    const live = await ari.raw('GET', created.headers.location ?? '');
    expect([live.status, JSON.parse(live.body).name]).toEqual([200, name]);
    for (const [method, action] of [
      ['POST', 'pause'],
      ['DELETE', 'pause'],
      ['POST', 'mute'],
      ['DELETE', 'mute'],
      ['POST', 'stop'],
    ] as const) {
      const { status } = await ari.raw(method, `/ari/recordings/live/${encoded}/${action}`);
      expect([action, status]).toEqual([action, 204]);
    }
    const stored = `/ari/recordings/stored/${encoded}`;
    const list = await ari.raw('GET', '/ari/recordings/stored');
    expect(JSON.parse(list.body)).toEqual([{ name, format: 'wav' }]);
    expect((await ari.raw('GET', stored)).body).toBe(JSON.stringify({ name, format: 'wav' }));
    expect((await ari.raw('GET', `${stored}/file`)).status).toBe(200);
    const copy = await ari.raw('POST', `${stored}/copy?destinationRecordingName=plain`);
    expect(copy.status).toBe(200);
    expect((await ari.raw('DELETE', stored)).status).toBe(204);
    expect((await ari.raw('GET', stored)).status).toBe(404);
    const back = `/ari/recordings/stored/plain/copy?destinationRecordingName=${encoded}`;
    expect(JSON.parse((await ari.raw('POST', back)).body)).toEqual({ name, format: 'wav' });
  });
});

describe('spellings of one name', () => {
  test('+ is a space in a path, as in a query', async () => {
    await ari.store('a b');
    for (const spelling of ['a+b', 'a%20b', 'a%20b', '%61+%62']) {
      const response = await ari.raw('GET', `/ari/recordings/stored/${spelling}`);
      expect([response.status, response.body]).toEqual([200, '{"name":"a b","format":"wav"}']);
    }
    expect((await ari.raw('GET', '/ari/recordings/stored/a%2Bb')).status).toBe(404);
    expect((await ari.raw('GET', '/ari/%72ecordings/stored')).status).toBe(200);
  });

  test('a malformed % stays literal, and is not a 400', async () => {
    await ari.store('50%');
    await ari.store('%zz%2');
    expect((await ari.raw('GET', '/ari/recordings/stored/50%')).status).toBe(200);
    expect((await ari.raw('GET', '/ari/recordings/stored/50%25')).status).toBe(200);
    expect((await ari.raw('GET', '/ari/recordings/stored/%zz%2')).status).toBe(200);
    expect((await ari.raw('GET', '/ari/recordings/stored/%ff%fe%00')).status).toBe(404);
  });

  test('a raw slash makes it another path', async () => {
    await ari.store('a/b');
    const response = await ari.raw('GET', '/ari/recordings/stored/a/b');
    expect([response.status, response.body]).toEqual([404, '{"message":"Resource not found"}']);
  });
});

test('an extension is part of the name, and other spellings are not found', async () => {
  await ari.core.liveSession(ACME, { externalId: 'call' });
  const record = '/ari/channels/call/record?format=wav&name=x.wav';
  expect((await ari.raw('POST', record)).headers.location).toBe('/ari/recordings/live/x.wav');
  expect((await ari.raw('POST', '/ari/recordings/live/x.wav/stop')).status).toBe(204);
  const { body } = await ari.raw('GET', '/ari/recordings/stored/x.wav');
  expect(JSON.parse(body)).toEqual({ name: 'x.wav', format: 'wav' });
  for (const name of ['x', 'x.wav.wav', './x.wav', 'X.wav', 'x.WAV']) {
    const { status } = await ari.raw('GET', `/ari/recordings/stored/${encodeURIComponent(name)}`);
    expect([name, status]).toEqual([name, 404]);
  }
});

describe('invalid names', () => {
  const TRAVERSALS = [
    '.',
    './',
    'a/..',
    '..',
    '../x',
    'a/../../x',
    '/..',
    './../x',
    '../../../../etc/passwd',
  ];
  const IMPOSSIBLE = ['a\0b', '\0', 'x'.repeat(1025), 'x'.repeat(4096), 'é'.repeat(513)];

  test.each([...TRAVERSALS, ...IMPOSSIBLE])('%j: 400 in record, 404 elsewhere', async (name) => {
    await ari.core.liveSession(ACME, { externalId: 'call' });
    const encoded = encodeURIComponent(name).replaceAll('.', '%2E');
    const created = await ari.raw('POST', `/ari/channels/call/record?format=wav&name=${encoded}`);
    expect([created.status, created.body]).toEqual([400, '{"message":"Recording name invalid"}']);
    for (const [method, path] of [
      ['GET', `stored/${encoded}`],
      ['GET', `stored/${encoded}/file`],
      ['POST', `stored/${encoded}/copy?destinationRecordingName=x`],
      ['DELETE', `stored/${encoded}`],
      ['GET', `live/${encoded}`],
      ['POST', `live/${encoded}/stop`],
      ['DELETE', `live/${encoded}`],
    ] as const) {
      const { status, body } = await ari.raw(method, `/ari/recordings/${path}`);
      expect([path, status, body]).toEqual([path, 404, '{"message":"Recording not found"}']);
    }
  });

  test('unencoded dots do not traverse either', async () => {
    await ari.store('x');
    for (const path of ['stored/..', 'stored/../../asterisk/info', 'stored/../stored/x']) {
      expect((await ari.raw('GET', `/ari/recordings/${path}`)).status).toBe(404);
    }
  });

  test('a lone surrogate in JSON becomes U+FFFD', async () => {
    await ari.core.liveSession(ACME, { externalId: 'call' });
    const response = await ari.pbx
      .post('/ari/channels/call/record')
      .set('Content-Type', 'application/json')
      .send('{"name":"a\\ud800","format":"wav"}')
      .expect(201);
    expect(response.body.name).toBe('a\ufffd');
  });

  test('names that are not strings in JSON count as missing', async () => {
    await ari.core.liveSession(ACME, { externalId: 'call' });
    for (const name of ['null', '{}', '["x"]']) {
      const response = await ari.pbx
        .post('/ari/channels/call/record')
        .set('Content-Type', 'application/json')
        .send(`{"name":${name},"format":"wav"}`)
        .expect(400);
      expect(response.body).toEqual({ message: 'Error parsing request' });
    }
  });
});
