import supertest from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#dispatch-in-this-order; step 1 is in cors.test.ts. */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const STORED = '/ari/recordings/stored';
const anonymous = () => supertest(ari.url);

describe('2. bodies', () => {
  const json = (bytes: number) => `{"x":"${'x'.repeat(bytes - 8)}"}`;

  test.each(['application/json', 'application/x-www-form-urlencoded', 'text/plain'])(
    '413 above 40,960 bytes of %s, before credentials are asked for',
    async (type) => {
      const post = (body: string) => anonymous().post(STORED).set('Content-Type', type).send(body);
      const response = await post(json(40_961)).expect(413);
      expect(response.body).toEqual({ message: 'Request body too large' });
      await post(json(40_960)).expect(401);
    },
  );

  test('400 for bad JSON, before credentials are checked', async () => {
    for (const body of ['{"x":', '5', '{\u0000}']) {
      const response = await anonymous()
        .post(STORED)
        .set('Content-Type', 'application/json')
        .send(body)
        .expect(400);
      expect(response.body).toEqual({ message: 'Error parsing request body' });
    }
  });

  test('JSON is UTF-8, whatever the parameters of its type; an empty body and an array are ignored', async () => {
    const info = (type: string, body: string) =>
      ari.pbx.get('/ari/asterisk/info').set('Content-Type', type).send(body).expect(200);
    for (const type of ['application/json; charset=klingon', 'Application/JSON ;x=y']) {
      expect(Object.keys((await info(type, '{"only":"system"}')).body)).toEqual(['system']);
    }
    for (const body of ['', '[1]']) {
      expect(Object.keys((await info('application/json', body)).body)).toHaveLength(4);
    }
    expect(Object.keys((await info('text/plain', '{"only":"system"}')).body)).toHaveLength(4);
  });

  test('400 for an unknown encoding', async () => {
    const response = await ari.pbx
      .post(STORED)
      .set('Content-Encoding', 'rot13')
      .send({ x: 1 })
      .expect(400);
    expect(response.body).toEqual({ message: 'Error parsing request body' });
  });
});

describe('3. credentials', () => {
  const REQUIRED = { message: 'Authentication required' };

  test('401 without credentials and with wrong ones, also for unknown paths and methods', async () => {
    const wrong = [
      anonymous().get(STORED),
      anonymous().get(STORED).auth('pbx', 'secret'),
      anonymous().get(STORED).auth('nobody', 'secret:1'),
      anonymous().get(STORED).set('Authorization', 'Bearer secret:1'),
      anonymous().get(STORED).set('Authorization', 'Basic %%%'),
      anonymous().get(`${STORED}?api_key=pbx:secret`),
      anonymous().get(`${STORED}?api_key=pbx`),
      anonymous().get(`${STORED}/`),
      anonymous().get('/ari'),
      anonymous().get('/ari/nowhere'),
      anonymous().patch(STORED),
      anonymous().options(STORED),
    ];
    for (const response of await Promise.all(wrong)) {
      expect([response.status, response.body]).toEqual([401, REQUIRED]);
      expect(response.headers['www-authenticate']).toBe('Basic realm="Asterisk REST Interface"');
    }
  });

  test('api_key is split at its first colon; of two the first counts; Basic takes precedence', async () => {
    await anonymous().get(`${STORED}?api_key=pbx:secret:1`).expect(200);
    await anonymous().get(`${STORED}?api_key=pbx%3Asecret%3a1`).expect(200);
    await anonymous().get(`${STORED}?api_key=pbx:secret:1&api_key=x:y`).expect(200);
    await anonymous().get(`${STORED}?api_key=x:y&api_key=pbx:secret:1`).expect(401);
    await anonymous().get(`${STORED}?api_key=pbx:secret:1`).auth('pbx', 'wrong').expect(401);
  });

  test('no credential is ever logged', async () => {
    await anonymous().get(`${STORED}?api_key=pbx:hunter2`).expect(401);
    expect(ari.logged.join()).not.toContain('hunter2');
  });
});

describe('4. read-only users', () => {
  test('may only read', async () => {
    await ari.store('greeting');
    await ari.viewer.get(STORED).expect(200);
    await ari.viewer.get(`${STORED}/greeting/file`).expect(200);
    await ari.viewer.options(STORED).expect(204);
    for (const response of await Promise.all([
      ari.viewer.delete(`${STORED}/greeting`),
      ari.viewer.delete(`${STORED}/nobody`),
      ari.viewer.post(`${STORED}/greeting/copy?destinationRecordingName=x`),
      ari.viewer.post('/ari/channels/1/record?name=x&format=wav'),
      ari.viewer.post('/ari/recordings/live/x/stop'),
      ari.viewer.put('/ari/nowhere/'),
    ])) {
      expect([response.status, response.body]).toEqual([403, { message: 'Write access denied' }]);
    }
    await ari.viewer.head(STORED).expect(403);
    await ari.pbx.get(`${STORED}/greeting`).expect(200);
  });
});

describe('5. to 7. paths and methods', () => {
  test('404 with advice for a trailing slash', async () => {
    for (const path of [STORED, '/ari/nowhere', `${STORED}/x`, `${STORED}/a%20b+c`, '/ari/']) {
      const { status, body } = await ari.raw('GET', `${path}/?x=/`);
      const message = `ARI URLs do not end with a slash. Try ${path}`;
      expect([status, JSON.parse(body)]).toEqual([404, { message }]);
    }
  });

  test.each(['/ari/nowhere', `${STORED}/a/b`, `${STORED}//a`, '/ari//channels', '/ari/Channels'])(
    '404 for the unknown path %s',
    async (path) => {
      for (const response of await Promise.all([
        ari.pbx.get(path),
        ari.pbx.post(path),
        ari.pbx.options(path),
      ])) {
        expect([response.status, response.body]).toEqual([404, { message: 'Resource not found' }]);
      }
    },
  );

  test.each([
    '/ari',
    '/ari/',
    '/ari?x',
    '/ari/asterisk',
    '/ari/events/user',
    '/ari/playbacks',
    '/ari/recordings',
    '/ari/recordings/live',
  ])('a path that only leads to others, %s, is known: OPTIONS, and 405', async (path) => {
    const options = await ari.pbx.options(path).expect(204);
    const get = await ari.pbx.get(path).expect(405);
    expect([options.headers.allow, get.headers.allow]).toEqual(['OPTIONS', 'OPTIONS']);
    expect(get.body).toEqual({ message: 'Invalid method' });
  });

  test('requests outside of /ari fall through', async () => {
    for (const path of ['/', '/aria', '/ARI/channels', '/%61ri/channels']) {
      const { status, body } = await ari.raw('GET', path);
      expect([status, body]).toEqual([404, expect.stringContaining('Cannot GET')]);
    }
  });

  test('OPTIONS is 204 with Allow', async () => {
    for (const [path, allow] of [
      [STORED, 'OPTIONS,GET'],
      [`${STORED}/x`, 'OPTIONS,GET,DELETE'],
      ['/ari/channels/x/record', 'OPTIONS,POST'],
      ['/ari/recordings/live/x/mute', 'OPTIONS,POST,DELETE'],
      ['/ari/playbacks/x', 'OPTIONS,GET,DELETE'],
    ] as const) {
      const response = await ari.pbx.options(path).expect(204);
      expect(response.headers.allow).toBe(allow);
      expect(response.text).toBe('');
    }
  });

  test('405 with Allow for a method that the path lacks, HEAD and PATCH included', async () => {
    for (const method of ['PATCH', 'PUT', 'HEAD', 'DELETE', 'POST']) {
      const response = await ari.raw(method, STORED);
      expect(response.status).toBe(405);
      expect(response.headers.allow).toBe('OPTIONS,GET');
      expect(response.body).toBe(method === 'HEAD' ? '' : '{"message":"Invalid method"}');
    }
  });

  test('426 for GET /events without a handshake', async () => {
    const response = await ari.pbx.get('/ari/events?app=recorder').expect(426);
    expect(response.headers.upgrade).toBe('websocket');
    expect(response.body).toEqual({ message: 'Upgrade Required' });
  });
});

describe('responses', () => {
  test('JSON is compact, and indented with pretty=yes; errors too', async () => {
    await ari.store('a');
    const compact = await ari.raw('GET', STORED);
    expect(compact.body).toBe('[{"name":"a","format":"wav"}]');
    const pretty = await ari.raw('GET', `${STORED}/a?pretty=yes`);
    expect(pretty.body).toBe('{\n  "name": "a",\n  "format": "wav"\n}');
    const failed = await ari.raw('GET', `${STORED}/b?pretty=True`);
    expect(failed.body).toBe('{\n  "message": "Recording not found"\n}');
  });

  test('are never cached and have no ETag', async () => {
    await ari.store('a');
    for (const path of [STORED, `${STORED}/a`, `${STORED}/b`, '/ari/nowhere', `${STORED}/`]) {
      const { headers } = await ari.raw('GET', path);
      expect(headers['cache-control']).toBe('no-cache, no-store');
      expect(headers['content-type']).toBe('application/json');
      expect(headers).not.toHaveProperty('etag');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  test('an internal error is a 500, and its reason is only logged', async () => {
    ari.core.catalog.recordings.list = () => Promise.reject(new Error('disk on fire'));
    const response = await ari.pbx.get(STORED).expect(500);
    expect(response.body).toEqual({ message: 'Internal Server Error' });
    expect(ari.logged.join()).toContain('disk on fire');
  });
});
