import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventStream } from '../testing/event-stream.ts';
import { ACME, type Harness, START, SYSTEM_ID, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#get-arievents-websocket: REST over WebSocket. */
let ari: Harness;
let events: EventStream;
beforeEach(async () => {
  ari = await startHarness();
  events = await ari.events('app=first,second&api_key=pbx:secret:1');
});
afterEach(() => ari.close());

const BY = { application: 'first', timestamp: START, asterisk_id: SYSTEM_ID };
const NAMELESS = { type: 'RESTResponse', transaction_id: '', request_id: '' };

/** What a client that sends this is answered next. */
async function exchange(message: unknown, stream = events): Promise<unknown> {
  stream.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return await stream.next();
}

const ask = (request: object, stream = events) =>
  exchange({ type: 'RESTRequest', method: 'GET', ...request }, stream);

const refusal = (message: string, uri = '') => ({
  ...NAMELESS,
  status_code: 400,
  reason_phrase: 'Bad request',
  uri,
  content_type: 'application/json',
  message_body: JSON.stringify({ message }),
  ...BY,
});

const answered = (status: number, reason: string, body?: object) => ({
  status_code: status,
  reason_phrase: reason,
  ...(body === undefined ? {} : { message_body: JSON.stringify(body) }),
});

/** What is logged, except that no call enters the applications of these clients. */
const faults = () => ari.logged.filter((line) => !line.includes('that no call enters'));

describe('answers', () => {
  test('the response of the same request over HTTP, with the identities of the request', async () => {
    await ari.store('x', 'wav', 0);
    const answer = await ask({
      transaction_id: 't',
      request_id: 'r',
      uri: 'recordings/stored?pretty=yes',
    });
    expect(answer).toEqual({
      type: 'RESTResponse',
      transaction_id: 't',
      request_id: 'r',
      status_code: 200,
      reason_phrase: 'OK',
      uri: 'recordings/stored',
      content_type: 'application/json',
      message_body: '[{"name":"x","format":"wav"}]',
      ...BY,
    });
  });

  test('without a body, its fields are left out', async () => {
    await ari.record('x');
    const uri = 'recordings/live/x/pause';
    expect(await ask({ method: 'POST', uri })).toEqual({
      ...NAMELESS,
      status_code: 204,
      reason_phrase: 'No Content',
      uri,
      ...BY,
    });
  });

  test('errors of the routes, with their bodies', async () => {
    const cases = [
      [
        { uri: 'recordings/stored/none' },
        answered(404, 'Not Found', { message: 'Recording not found' }),
      ],
      [{ uri: 'nope' }, answered(404, 'Not Found', { message: 'Resource not found' })],
      [{ uri: 'ari/channels' }, answered(404, 'Not Found', { message: 'Resource not found' })],
      [
        { uri: 'channels', method: 'HEAD' },
        answered(405, 'Method Not Allowed', { message: 'Invalid method' }),
      ],
      [{ uri: '/channels' }, answered(405, 'Method Not Allowed', { message: 'Invalid method' })],
      [{ uri: '?x' }, answered(405, 'Method Not Allowed', { message: 'Invalid method' })],
      [{ uri: 'channels', method: 'OPTIONS' }, answered(204, 'No Content')],
      [
        { uri: 'channels/' },
        answered(404, 'Not Found', {
          message: 'ARI URLs do not end with a slash. Try /ari/channels',
        }),
      ],
    ] as const;
    for (const [request, expected] of cases) expect(await ask(request)).toMatchObject(expected);
  });

  test('a file must be fetched over HTTP: 406 without a body, and the file is not read', async () => {
    await ari.store('x');
    const answer = await ask({ uri: 'recordings/stored/x/file' });
    expect(answer).toMatchObject(answered(406, 'Not Acceptable.  Use HTTP GET'));
    expect(answer).not.toHaveProperty('message_body');
    const none = await ask({ uri: 'recordings/stored/none/file' });
    expect(none).toMatchObject(answered(404, 'Not Found', { message: 'Recording not found' }));
    expect(faults()).toEqual([]);
  });

  test('a WebSocket cannot be opened inside a WebSocket', async () => {
    const message = "Can't upgrade to websocket from a websocket";
    expect(await ask({ uri: 'events?app=x' })).toEqual(refusal(message, 'events'));
  });
});

describe('parameters', () => {
  const created = async (request: object) => {
    const answer = await ask({ method: 'POST', uri: 'bridges', ...request });
    return JSON.parse((answer as { message_body: string }).message_body);
  };

  test('from the query, query_strings, a form and a JSON body; the later wins', async () => {
    expect(await created({ uri: 'bridges?bridgeId=a%20b' })).toMatchObject({ id: 'a b' });
    const query_strings = [{ name: 'bridgeId', value: 'c/d &=?' }];
    expect(await created({ uri: 'bridges?bridgeId=c', query_strings })).toMatchObject({
      id: 'c/d &=?',
    });
    const form = {
      query_strings,
      content_type: 'application/x-www-form-urlencoded',
      message_body: 'bridgeId=e+f',
    };
    expect(await created(form)).toMatchObject({ id: 'e f' });
    const json = {
      uri: 'bridges?bridgeId=g&name=shown',
      query_strings,
      content_type: 'application/json',
      message_body: '{"bridgeId":"h"}',
    };
    expect(await created(json)).toMatchObject({ id: 'h', name: 'shown' });
  });

  test('a body over the limit of HTTP is 413', async () => {
    const message_body = JSON.stringify({ name: 'x'.repeat(41_000) });
    const request = {
      method: 'POST',
      uri: 'bridges',
      content_type: 'application/json',
      message_body,
    };
    expect(await ask(request)).toMatchObject({ status_code: 413 });
  });
});

describe('messages that are not requests', () => {
  test('text that is not a JSON object', async () => {
    const deep = `{"type":${'['.repeat(3000)}${']'.repeat(3000)}}`;
    for (const text of ['not JSON', '', '5', '"x"', 'null', '{"type":', deep]) {
      expect(await exchange(text)).toEqual({
        ...NAMELESS,
        status_code: 400,
        reason_phrase: 'Failed to parse request message JSON',
        uri: '',
        ...BY,
      });
    }
  });

  test("Asterisk's checks, in its order", async () => {
    const uri = 'channels';
    const request = { type: 'RESTRequest', uri, method: 'GET' };
    const unknownMethod = "Unknown or missing 'method' property.";
    const cases: [object, string, string?][] = [
      [[], "No 'type' property."],
      [{}, "No 'type' property."],
      [{ type: 5, uri }, "No 'type' property."],
      [{ type: 'X', uri }, 'Unknown request type.'],
      [{ type: 'RESTRequest', method: 'FOO' }, "Empty or missing 'uri' property."],
      [{ type: 'RESTRequest', uri: 5 }, "Empty or missing 'uri' property."],
      [{ type: 'RESTRequest', uri: 'channels?x=1' }, unknownMethod, uri],
      [{ ...request, method: 'get' }, unknownMethod, uri],
      [{ ...request, method: 'PATCH' }, unknownMethod, uri],
      [{ ...request, query_strings: ['x'] }, "Unable to parse 'query_strings' array.", uri],
      [
        { ...request, query_strings: [{ name: 'x' }] },
        "Unable to parse 'query_strings' array.",
        uri,
      ],
      [
        { ...request, query_strings: [{ name: 'x', value: 5 }], message_body: 'x' },
        "Unable to parse 'query_strings' array.",
        uri,
      ],
      [{ ...request, message_body: '{}' }, "No 'content_type' for 'message_body'.", uri],
      [
        { ...request, message_body: '{}', content_type: 'text/plain' },
        'Unknown content type.',
        uri,
      ],
      [
        { ...request, message_body: '{bad', content_type: 'application/json' },
        "Unable to parse 'message_body' as 'application/json'.",
        uri,
      ],
    ];
    for (const [message, text, given] of cases) {
      expect(await exchange(message)).toEqual(refusal(text, given));
    }
    const identified = { type: 'X', transaction_id: 't', request_id: 'r' };
    expect(await exchange(identified)).toMatchObject({ transaction_id: 't', request_id: 'r' });
  });

  test('fields of another type count as missing', async () => {
    for (const extra of [
      { query_strings: 'x' },
      { query_strings: {} },
      { message_body: { a: 1 } },
    ]) {
      const answer = await ask({ uri: 'channels', transaction_id: 5, request_id: null, ...extra });
      expect(answer).toMatchObject({ ...NAMELESS, status_code: 200 });
    }
  });

  test('every message gets exactly one response, and nothing is logged', async () => {
    const field = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue());
    const request = fc.record(
      {
        type: fc.constant('RESTRequest'),
        method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'x'),
        uri: fc.oneof(
          field,
          fc
            .tuple(
              fc.constantFrom('bridges/', 'recordings/live/', 'applications/', 'events/user/', ''),
              fc.string({ unit: 'binary' }),
            )
            .map((parts) => parts.join('')),
        ),
        transaction_id: field,
        query_strings: fc.oneof(
          fc.jsonValue(),
          fc.array(fc.record({ name: fc.string(), value: fc.string({ unit: 'binary' }) })),
        ),
        content_type: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'x'),
        message_body: field,
      },
      { requiredKeys: ['type', 'method', 'uri'] },
    );
    const message = fc.oneof(
      { weight: 5, arbitrary: request.map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: fc.json() },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    );
    const silent = await ari.events('app=fuzz&api_key=viewer:secret');
    await fc.assert(
      fc.asyncProperty(message, async (text) => {
        const answer = await exchange(text, silent);
        expect(answer).toMatchObject({ type: 'RESTResponse', application: 'fuzz' });
        const { status_code: status } = answer as { status_code: number };
        expect(status).toBeGreaterThanOrEqual(200);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
    expect(faults()).toEqual([]);
  });
});

describe('rights and order', () => {
  test("the WebSocket's user has the same rights as over HTTP", async () => {
    const viewer = await ari.events('app=ro&api_key=viewer:secret');
    const denied = await ask({ method: 'POST', uri: 'bridges' }, viewer);
    expect(denied).toMatchObject(answered(403, 'Forbidden', { message: 'Write access denied' }));
    expect(await ask({ uri: 'bridges' }, viewer)).toMatchObject({ status_code: 200 });
    const stranger = await ari.events('app=x&api_key=stranger:secret');
    await ari.core.liveSession(ACME, { externalId: '42.1' });
    expect(await ask({ uri: 'channels/42.1' }, stranger)).toMatchObject({ status_code: 404 });
  });

  test('credentials in a request count, as in Asterisk', async () => {
    const wrong = [{ name: 'api_key', value: 'pbx:no' }];
    const answer = await ask({ uri: 'channels', query_strings: wrong });
    expect(answer).toMatchObject(
      answered(401, 'Unauthorized', { message: 'Authentication required' }),
    );
    expect(await ask({ uri: 'bridges?api_key=viewer:secret', method: 'POST' })).toMatchObject({
      status_code: 403,
    });
  });

  test('many requests at once are answered in order, even if some wait', async () => {
    const count = 500;
    for (let n = 0; n < count; n += 1) {
      const uri = n % 7 === 0 ? `bridges/none-${n}` : 'channels';
      events.socket.send(
        JSON.stringify({ type: 'RESTRequest', request_id: `${n}`, method: 'GET', uri }),
      );
    }
    for (let n = 0; n < count; n += 1) {
      expect(await events.next()).toMatchObject({ request_id: `${n}` });
    }
    expect(await ask({ uri: 'channels' })).toMatchObject({ status_code: 200 });
  });

  test('the event loop turns between queued requests', async () => {
    let turns = 0;
    let counting = true;
    const count = () => {
      turns += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    for (let i = 0; i < 100; i += 1) {
      events.socket.send(JSON.stringify({ type: 'RESTRequest', method: 'GET', uri: 'bridges' }));
    }
    for (let i = 0; i < 100; i += 1) await events.next();
    counting = false;
    expect(turns).toBeGreaterThanOrEqual(99);
  });

  test('requests that are queued when the client disconnects are dropped', async () => {
    for (let i = 0; i < 300; i += 1) {
      const request = { type: 'RESTRequest', method: 'POST', uri: 'bridges' };
      events.socket.send(JSON.stringify(request));
    }
    await events.next();
    events.socket.terminate();
    const other = await ari.events('app=third&api_key=pbx:secret:1');
    await other.roundTrip();
    const answer = (await ask({ uri: 'bridges' }, other)) as { message_body: string };
    const count = JSON.parse(answer.message_body).length;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(300);
  });

  test('a filter does not hold back responses', async () => {
    const filter = { allowed: [{ type: 'StasisStart' }] };
    await ari.pbx.put('/ari/applications/first/eventFilter').send(filter).expect(200);
    expect(await ask({ uri: 'channels' })).toMatchObject({ status_code: 200 });
  });

  test('a client that requests much and reads nothing is disconnected; the others are not delayed', async () => {
    const stuck = await ari.events('app=stuck&api_key=pbx:secret:1');
    stuck.socket.pause();
    // Answers have the URI of their request, so these soon fill what lies between.
    const uri = 'x'.repeat(60_000);
    const request = JSON.stringify({ type: 'RESTRequest', method: 'GET', uri });
    for (let n = 0; n < 400; n += 1) stuck.socket.send(request);
    let status = 200;
    for (let round = 0; status === 200 && round < 50; round += 1) {
      const pinged = once(events.socket, 'ping');
      ari.core.clock.advance(30_000);
      await pinged;
      await events.roundTrip();
      expect(await ask({ uri: 'channels' })).toMatchObject({ status_code: 200 });
      ({ status } = await ari.pbx.get('/ari/applications/stuck'));
    }
    expect(status).toBe(404);
    stuck.socket.resume();
    expect(await stuck.closed()).toBe(1006);
  });
});
