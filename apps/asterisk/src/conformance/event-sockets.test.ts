import { once } from 'node:events';
import { IncomingMessage, request } from 'node:http';
import { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EventStream } from '../testing/event-stream.ts';
import { ACME, type Harness, ORIGIN, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#get-arievents-websocket */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const KEY = 'api_key=pbx:secret:1';
const HANDSHAKE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

const url = (query: string) => `ws://${ari.host}/ari/events?${query}`;

/** What a handshake that fails is answered. */
async function refused(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const outgoing = request(`http://${ari.host}${path}`, {
    method,
    headers: { ...HANDSHAKE, ...headers },
    agent: false,
  });
  outgoing.end();
  const [response] = await once(outgoing, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

describe('handshake', () => {
  test('accepts api_key, and Basic; read-only users may listen', async () => {
    const opened = [
      await EventStream.open(url(`app=recorder&${KEY}`)),
      await EventStream.open(url('app=recorder'), [], {
        headers: { Authorization: `Basic ${btoa('pbx:secret:1')}` },
      }),
      await EventStream.open(url('app=recorder&api_key=viewer:secret')),
    ];
    await ari.core.liveSession(ACME);
    expect(await opened[2]?.next()).toMatchObject({ type: 'StasisStart' });
  });

  test('echoes the subprotocol ari when it is offered, and nothing when none is', async () => {
    const offered = await EventStream.open(url(`app=recorder&${KEY}`), ['chat', 'ari']);
    const silent = await EventStream.open(url(`app=recorder&${KEY}`));
    expect([offered.socket.protocol, silent.socket.protocol]).toEqual(['ari', '']);
  });

  test('403 for a page of an origin that its account does not allow', async () => {
    for (const [user, origin, status] of [
      ['pbx:secret:1', 'https://evil.example', 403],
      ['pbx:secret:1', 'null', 403],
      // Allowed by another account.
      ['stranger:secret', ORIGIN, 403],
      ['stranger:wrong', ORIGIN, 401],
    ] as const) {
      const path = `/ari/events?app=x&api_key=${user}`;
      expect([user, origin, (await refused(path, { Origin: origin })).status]).toEqual([
        user,
        origin,
        status,
      ]);
    }
    for (const Origin of [ORIGIN, `http://${ari.host}`]) {
      const page = await EventStream.open(url(`app=recorder&${KEY}`), [], { headers: { Origin } });
      expect(page.socket.readyState).toBe(page.socket.OPEN);
    }
  });

  test('400 when subprotocols without ari are offered', async () => {
    const answer = await refused(`/ari/events?app=x&${KEY}`, {
      'Sec-WebSocket-Protocol': 'chat, arix',
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toEqual({ message: 'The only subprotocol is ari' });
  });

  test('401 as JSON without credentials and with wrong ones, whatever else is wrong', async () => {
    for (const path of ['/ari/events', '/ari/events?app=x&api_key=pbx:no', '/ari/events?app=']) {
      const { status, headers, body } = await refused(path);
      expect([status, body]).toEqual([401, '{"message":"Authentication required"}']);
      expect(headers).toMatchObject({
        'www-authenticate': 'Basic realm="Asterisk REST Interface"',
        'content-type': 'application/json',
        'cache-control': 'no-cache, no-store',
        connection: 'close',
      });
    }
  });

  test('400 without an application', async () => {
    for (const query of ['', 'app=', 'app=,%20,', 'app=x&app=', 'App=x']) {
      const { status, body } = await refused(`/ari/events?${query}&${KEY}`);
      expect([status, body]).toEqual([400, '{"message":"HTTP request is missing param: [app]"}']);
    }
  });

  test('426 for an upgrade to something else, and for another method', async () => {
    const other = await refused(`/ari/events?app=x&${KEY}`, { Upgrade: 'h2c' });
    const post = await refused(`/ari/events?app=x&${KEY}`, {}, 'POST');
    for (const { status, headers, body } of [other, post]) {
      expect([status, body]).toEqual([426, '{"message":"Upgrade Required"}']);
      expect(headers.upgrade).toBe('websocket');
    }
  });

  test('a handshake without its key is refused', async () => {
    const { status } = await refused(`/ari/events?app=x&${KEY}`, { 'Sec-WebSocket-Key': 'no' });
    expect(status).toBe(400);
  });

  test('other paths are not taken', async () => {
    for (const path of ['/ari/channels', '/ari/events/', '/ari/eventsx', '/media-streams', '/']) {
      expect((await refused(`${path}?app=x&${KEY}`)).status).toBe(404);
    }
  });

  test('a client that disconnects during the check of its password is forgotten', async () => {
    const url = `/ari/events?app=recorder&${KEY}`;
    const req = Object.assign(new IncomingMessage(new Socket()), { method: 'GET', url });
    const taken = ari.app.upgrades[0]?.handle(req, req.socket, Buffer.alloc(0), '');
    req.socket.destroy();
    expect(await taken).toBeUndefined();
    const events = await ari.events();
    await ari.core.liveSession(ACME);
    expect(await events.next()).toMatchObject({ type: 'StasisStart' });
  });
});

describe('life of a client', () => {
  test('is pinged, and disconnected if it does not answer', async () => {
    const alive = await ari.events();
    const dead = await EventStream.open(url(`app=dead&${KEY}`), [], { autoPong: false });
    for (let round = 0; round < 2; round += 1) {
      const asked = once(alive.socket, 'ping');
      ari.core.clock.advance(30_000);
      await asked;
      // Its pong is behind the ping on the way back; so is this, which is answered after it.
      await alive.roundTrip();
    }
    expect(await dead.closed()).toBe(1006);
    await ari.core.liveSession(ACME);
    expect(await alive.next()).toMatchObject({ type: 'StasisStart' });
  });

  test('one that does not read is disconnected and logged once; the others are not delayed', async () => {
    const reader = await ari.events();
    const stuck = await ari.events(`app=stuck&subscribeAll=true&${KEY}`);
    stuck.socket.pause();
    const recording = await ari.record('x'.repeat(1024));
    await reader.next();
    const cutOff = () => ari.logged.filter((line) => line.includes('does not read'));
    let sent = 1;
    while (cutOff().length === 0 && sent < 100_000) {
      ari.core.events.publish({
        type: 'recording.started',
        at: sent,
        accountId: ACME,
        recording,
      });
      sent += 1;
      if (sent % 100 === 0) await reader.roundTrip();
    }
    for (let n = 0; n < sent; n += 1) expect((await reader.next()).type).toBe('RecordingStarted');
    ari.core.events.publish({ type: 'recording.started', at: 0, accountId: ACME, recording });
    await reader.next();
    expect(cutOff()).toHaveLength(1);
    stuck.socket.resume();
    expect(await stuck.closed()).toBe(1006);
  });

  test('one that violates the protocol, or sends too much, is closed; the others stay', async () => {
    const good = await ari.events();
    const long = await ari.events(`app=long&${KEY}`);
    long.socket.send('x'.repeat(140_000));
    expect(await long.closed()).toBe(1009);
    const broken = await ari.events(`app=broken&${KEY}`);
    // An unmasked frame with reserved bits set (RFC 6455, 5.2).
    Reflect.get(broken.socket, '_socket').write(Buffer.from([0xff, 0x00]));
    expect(await broken.closed()).toBe(1002);
    await ari.core.liveSession(ACME);
    expect(await good.next()).toMatchObject({ type: 'StasisStart' });
  });

  test('binary messages are ignored', async () => {
    const events = await ari.events();
    events.socket.send(Buffer.from([1, 2, 3]));
    events.socket.send(Buffer.from('{"type":"RESTRequest"}'));
    await events.roundTrip();
    await ari.core.liveSession(ACME);
    expect(await events.next()).toMatchObject({ type: 'StasisStart' });
  });

  test('close sends a close frame, stops listening, and is idempotent', async () => {
    const events = await ari.events();
    const closed = events.closed();
    await Promise.all([ari.app.close(), ari.app.close()]);
    expect(await closed).toBe(1001);
    expect(ari.core.clock.pending).toBe(0);
    await ari.core.liveSession(ACME);
    await expect(ari.events()).rejects.toThrow();
  });

  test('close does not wait longer than a second for a client that stays', async () => {
    const stuck = await ari.events();
    stuck.socket.pause();
    const closing = ari.app.close();
    ari.core.clock.advance(1000);
    await closing;
    stuck.socket.resume();
    await stuck.closed();
  });
});
