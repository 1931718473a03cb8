import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeAlaw, encodeUlaw, pcm16ToBytes } from '@tricord/audio';
import type { Recording } from '@tricord/core';
import { frequencyOf, tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { LiveSession } from '../../intake/live-session.ts';
import { nonZero } from '../../testing/non-zero.ts';
import {
  ACCOUNT,
  nextEvent,
  openTestCapture,
  RECONNECT_MS,
  type TestCapture,
} from '../../testing/test-capture.ts';
import { openUpgradeHost, until } from '../../testing/upgrade-host.ts';
import { AsteriskWebSocketSource } from './asterisk-websocket-source.ts';

const PATH = '/asterisk-media';
const CALL = 'fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38';

let capture: TestCapture;
let source: AsteriskWebSocketSource;
let host: Awaited<ReturnType<typeof openUpgradeHost>>;

beforeEach(async () => {
  capture = await openTestCapture();
  source = new AsteriskWebSocketSource({
    ...capture,
    path: PATH,
    accountId: ACCOUNT,
    acceptUnknown: true,
    dialHosts: ['127.0.0.1'],
    authorize: (req) => !req.url?.includes('token=wrong'),
  });
  host = await openUpgradeHost(source.handshakes);
});
afterEach(async () => {
  await source.close();
  await host.close();
  await capture.close();
});

/** A connection as Asterisk opens it; `query` has the parameters of its dial option `v()`. */
async function connect(query = ''): Promise<WebSocket> {
  const socket = new WebSocket(host.url(PATH + query), 'media');
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  return socket;
}

const closeCode = (socket: WebSocket) =>
  new Promise<number>((resolve) => socket.on('close', resolve));

const startText = (format = 'ulaw', size = 160) =>
  `MEDIA_START connection_id:us channel:WebSocket/us/0x1 channel_id:17.2 format:${format} optimal_frame_size:${size} ptime:20`;

const startJson = (format: string) =>
  JSON.stringify({ event: 'MEDIA_START', connection_id: 'us', channel_id: '17.2', format });

function nextSession(): Promise<LiveSession> {
  return new Promise((resolve, reject) => {
    const stop = capture.events.subscribe((event) => {
      if (event.type !== 'session.started') return;
      stop();
      const session = capture.sessions.get(ACCOUNT, event.session.id);
      if (session === undefined) reject(new Error('no session'));
      else resolve(session);
    });
  });
}

async function call(query = '', start = startText()) {
  const socket = await connect(query);
  const opened = nextSession();
  socket.send(start);
  return { socket, session: await opened };
}

const said = (durationMs: number, sampleRateHz = 8000) =>
  tone({ frequencyHz: 700, durationMs, sampleRateHz, amplitude: 0.3 });

const finished = (): Promise<Recording> => nextEvent(capture.events, 'recording.finished');

/** Sends bytes in messages of `size`. */
function sendIn(socket: WebSocket, bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) socket.send(bytes.subarray(at, at + size));
}

/** Sends audio in real time; resolves once all of it has arrived. */
async function speak(socket: WebSocket, durationMs: number): Promise<void> {
  const meter = capture.metrics.meter('asterisk-websocket');
  for (let spokenMs = 0; spokenMs < durationMs; spokenMs += 20) {
    capture.clock.advance(20);
    const received = meter.bytes + 160;
    socket.send(Buffer.alloc(160, 0x80));
    await until(() => meter.bytes >= received);
  }
}

describe('AsteriskWebSocketSource, inbound', () => {
  test.each([
    ['ulaw', 8000, encodeUlaw, startText('ulaw')],
    ['alaw', 8000, encodeAlaw, startJson('alaw')],
    ['slin', 8000, pcm16ToBytes, startText('slin')],
    ['slin12', 12_000, pcm16ToBytes, startJson('slin12')],
    ['slin16', 16_000, pcm16ToBytes, startText('slin16')],
    ['slin24', 24_000, pcm16ToBytes, startJson('slin24')],
    ['slin44', 44_100, pcm16ToBytes, startText('slin44')],
    ['slin48', 48_000, pcm16ToBytes, startJson('slin48')],
  ] as const)(
    'records %s completely, however it is split into messages',
    async (_name, rate, encode, start) => {
      const { socket, session } = await call('', start);
      await capture.record(session);
      const ended = finished();
      // 333 bytes are not a whole number of frames of any codec, and split 2-byte samples.
      sendIn(socket, encode(said(400, rate)), 333);
      socket.close(1000);
      const done = await ended;
      expect(done.media).toMatchObject({ durationMs: 400, sampleRateHz: rate, gaps: [] });
      const [audio = new Int16Array()] = (await capture.audio(done)).channels;
      expect(frequencyOf(audio, rate)).toBeCloseTo(700, -1);
    },
  );

  test('the parameters of the URI identify and describe the call', async () => {
    const { socket, session } = await call(
      `?uuid=${CALL}&deviceName=SEP1&remoteNumber=%2B49123&token=secret&queue=sales`,
    );
    expect(socket.protocol).toBe('media');
    expect(session.session).toMatchObject({
      id: CALL,
      source: 'asterisk-websocket',
      tracks: ['remote'],
      call: {
        externalId: '17.2',
        line: { deviceName: 'SEP1' },
        remote: { phoneNumber: '+49123' },
        metadata: { queue: 'sales' },
      },
    });
    expect(session.session.call.metadata).toEqual({ queue: 'sales' });
    socket.close();
  });

  test('a channel that reconnects yields one recording, with the outage in its gap map', async () => {
    const first = await call(`?uuid=${CALL}`);
    await capture.record(first.session);
    const ended = finished();
    await speak(first.socket, 400);
    first.socket.terminate();
    await until(() => first.session.isWaiting);
    capture.clock.advance(2000);
    const second = await connect(`?uuid=${CALL}`);
    second.send(startText());
    // Long enough to show that the time without audio is not a delay.
    await speak(second, 600);
    expect(capture.sessions.size).toBe(1);
    second.close(1000);
    expect((await ended).media).toMatchObject({
      durationMs: 3000,
      gaps: [{ offsetMs: 400, lengthMs: 2000, reason: 'network', track: 'remote' }],
    });
  });

  test('a channel that breaks off and does not reconnect ends the call', async () => {
    const { socket, session } = await call(`?uuid=${CALL}`);
    await capture.record(session);
    const ended = finished();
    await speak(socket, 400);
    socket.terminate();
    await until(() => session.isWaiting);
    capture.clock.advance(RECONNECT_MS);
    expect(await ended).toMatchObject({
      endReason: 'hangup',
      media: {
        durationMs: 400 + RECONNECT_MS,
        gaps: [{ offsetMs: 400, lengthMs: RECONNECT_MS, reason: 'network' }],
      },
    });
  });

  test('a uuid that connects again after the end of its session resumes the session', async () => {
    const { socket, session } = await call(`?uuid=${CALL}`);
    socket.close(1000);
    await until(() => capture.published.at(-1)?.type === 'session.ended');
    const again = await connect(`?uuid=${CALL}`);
    again.send(startText());
    await until(() => capture.published.at(-1)?.type === 'session.resumed');
    expect(capture.sessions.get(ACCOUNT, CALL)).not.toBe(session);
    again.close();
  });

  test('audio before MEDIA_START is kept', async () => {
    const socket = await connect();
    let samples = 0;
    void nextSession();
    const stop = capture.events.subscribe((event) => {
      if (event.type !== 'session.started') return;
      stop();
      const track = capture.sessions.get(ACCOUNT, event.session.id)?.track('remote');
      track?.addSink({
        write: (stretch) => {
          samples += stretch.length;
        },
      });
    });
    socket.send(Buffer.alloc(160, 0x80));
    socket.send(Buffer.alloc(160, 0x80));
    socket.send(startText());
    socket.send(Buffer.alloc(160, 0x80));
    socket.close();
    await closeCode(socket);
    await until(() => samples === 480);
  });

  test('DTMF ends a recording, in both forms', async () => {
    for (const message of [
      'DTMF_END digit:# channel_id:17.2',
      '{"event":"DTMF_END","channel_id":"17.2","digit":"#"}',
    ]) {
      const { socket, session } = await call();
      await capture.record(session, { terminateOn: '#' });
      const ended = finished();
      socket.send(encodeUlaw(said(200)));
      socket.send(message);
      expect(await ended).toMatchObject({ endReason: 'dtmf', media: { durationMs: 200 } });
      const closed = closeCode(socket);
      socket.close();
      await closed;
      await until(() => capture.sessions.size === 0);
    }
  });

  test('only beeps are sent back, in whole frames, and not after MEDIA_XOFF', async () => {
    const { socket, session } = await call('', startText('slin16', 640));
    const frames: number[] = [];
    socket.on('message', (data: Buffer) => frames.push(data.length));
    await until(() => session.beep());
    await until(() => frames.length === 12);
    expect(new Set(frames)).toEqual(new Set([640]));
    socket.send('MEDIA_XOFF');
    socket.send('STATUS channel_id:17.2');
    socket.send(Buffer.alloc(640));
    await until(() => session.track('remote')?.endMs !== undefined);
    session.beep();
    socket.send('MEDIA_XON');
    socket.send(Buffer.alloc(640));
    const before = session.track('remote')?.endMs;
    await until(() => session.track('remote')?.endMs !== before);
    session.beep();
    await until(() => frames.length === 24);
    socket.close();
  });

  test.each<[string, string, (string | Buffer)[]]>([
    ['an unknown codec', '', [startText('g722')]],
    ['an invalid uuid', '?uuid=1', [startText()]],
    ['a message that is too long', '', [Buffer.alloc(129 * 1024)]],
  ])('%s is rejected without affecting other calls', async (_what, query, messages) => {
    const other = await call();
    const socket = await connect(query);
    const closed = closeCode(socket);
    for (const message of messages) socket.send(message);
    expect([1006, 1008, 1009]).toContain(await closed);
    expect(capture.sessions.size).toBe(1);
    other.socket.close();
  });

  test.each([
    ['text that is not a control message', 'hello'],
    ['broken JSON', '{"event":"DTMF_END"'],
    ['JSON without an event', '{}'],
    ['an event whose name is not a string', '{"event":1}'],
    ['a DTMF_END without a digit', 'DTMF_END channel_id:1'],
    ['an event of a later version', 'MEDIA_SOMETHING x:1'],
    ['an error of Asterisk', 'ERROR error_text:no such command'],
    ['a second MEDIA_START', startText()],
    ['a second MEDIA_START of another codec', startText('slin16', 640)],
    ['a second MEDIA_START of an unknown codec', startText('g722')],
    ['an invalid MEDIA_START', '{"event":"MEDIA_START","format":7}'],
  ])('%s is skipped, and the recording goes on', async (_what, message) => {
    const { socket, session } = await call();
    await capture.record(session);
    const ended = finished();
    await speak(socket, 400);
    socket.send(message);
    await speak(socket, 400);
    socket.close(1000);
    expect((await ended).media).toMatchObject({ durationMs: 800, gaps: [] });
    expect(await nonZero(capture.metrics.streamsRefused)).toEqual([]);
  });

  test('a peer that floods with invalid messages is disconnected', async () => {
    const { socket, session } = await call();
    const closed = closeCode(socket);
    for (let sent = 0; sent < 300; sent++) socket.send('hello');
    expect(await closed).toBe(1008);
    await until(() => session.isWaiting);
    await session.hangUp();
  });

  test('wrong credentials get a 401; a connection without MEDIA_START is closed after 5 s', async () => {
    await expect(connect('?token=wrong')).rejects.toThrow('401');
    expect(host.refusals).toMatchObject([{ status: 401, reason: 'wrong credentials' }]);
    const closed = closeCode(await connect());
    capture.clock.advance(5000);
    expect(await closed).toBe(1008);
  });
});

describe('AsteriskWebSocketSource, outbound', () => {
  /** A PBX with media connections of these ids. */
  async function openPbx(ids: readonly string[]) {
    const sockets: WebSocket[] = [];
    const server = createServer();
    const webSockets = new WebSocketServer({ noServer: true });
    server.on('upgrade', (req, socket, head) => {
      const id = req.url?.split('/').at(-1) ?? '';
      if (!ids.includes(id)) {
        socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      webSockets.handleUpgrade(req, socket, head, (webSocket) => {
        sockets.push(webSocket);
        webSocket.send(startText().replace('connection_id:us', `connection_id:${id}`));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      url: `ws://127.0.0.1:${port}/media`,
      sockets,
      close: () => {
        for (const socket of sockets) socket.terminate();
        server.close();
      },
    };
  }

  test('dials a call; its UUID is the connection id unless another is given', async () => {
    const other = '5c1a9f3e-97a4-4b8c-8d0e-0c1d2e3f4a5b';
    const pbx = await openPbx([CALL, 'second']);
    const session = await source.dial({
      url: `${pbx.url}/${CALL}`,
      description: { line: { directoryNumber: '101' } },
    });
    expect(session).toMatchObject({
      id: CALL,
      state: 'live',
      call: { externalId: '17.2', line: { directoryNumber: '101' } },
    });
    const recording = await capture.record(
      capture.sessions.get(ACCOUNT, CALL) ?? (await nextSession()),
    );
    const ended = finished();
    pbx.sockets[0]?.send(encodeUlaw(said(300)));
    pbx.sockets[0]?.close(1000);
    expect(await ended).toMatchObject({ id: recording.id, media: { durationMs: 300 } });
    expect((await source.dial({ url: `${pbx.url}/second`, id: other })).id).toBe(other);
    pbx.close();
  });

  test('reports why a PBX cannot be dialed', async () => {
    const pbx = await openPbx([]);
    const dial = (url: string) => source.dial({ url });
    await expect(dial(`${pbx.url}/nobody`)).rejects.toMatchObject({ code: 'session-not-found' });
    pbx.close();
    await expect(dial('ws://127.0.0.1:1/media/x')).rejects.toMatchObject({
      code: 'recorder-unavailable',
    });
    await expect(dial('http://127.0.0.1/x')).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(dial('nonsense')).rejects.toMatchObject({ code: 'invalid-argument' });
    await expect(dial('ws://169.254.169.254/x')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(dial('ws://127.0.0.1@evil.example/x')).rejects.toMatchObject({
      code: 'forbidden',
    });
    source.stopAccepting();
    await expect(dial(`${pbx.url}/x`)).rejects.toMatchObject({ code: 'recorder-draining' });
  });

  test('dialing a PBX that never answers fails after 5 s', async () => {
    const server = createServer().on('upgrade', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const dialing = source.dial({ url: `ws://127.0.0.1:${port}/media/x` });
    const refused = expect(dialing).rejects.toMatchObject({ code: 'recorder-unavailable' });
    capture.clock.advance(5000);
    await refused;
    server.closeAllConnections();
    server.close();
  });
});
