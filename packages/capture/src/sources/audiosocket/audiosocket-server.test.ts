import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { frequencyOf, tone } from '@tricord/testkit';
import { AudioSocketCaller } from '../../callers/audiosocket-caller.ts';
import {
  ACCOUNT,
  nextEvent,
  openTestCapture,
  type TestCapture,
} from '../../testing/test-capture.ts';
import { uuidToBytes } from '../../uuid-bytes.ts';
import { AudioSocketServer } from './audiosocket-server.ts';
import { AUDIOSOCKET_RATES, encodeFrame, FRAME_KIND } from './frames.ts';

let capture: TestCapture;
let server: AudioSocketServer;

const open = async (acceptUnknown = true) => {
  capture = await openTestCapture();
  server = await AudioSocketServer.open({
    host: '127.0.0.1',
    port: 0,
    accountId: ACCOUNT,
    acceptUnknown,
    ...capture,
  });
};
beforeEach(() => open());
afterEach(async () => {
  await server.close();
  await capture.close();
});

const call = (uuid = capture.ids.uuid()) =>
  AudioSocketCaller.open({ host: '127.0.0.1', port: server.port, uuid, clock: capture.clock });

/** Waits until the next session has begun, or ended. */
function sessionEvent(type: 'session.started' | 'session.ended'): Promise<string> {
  return new Promise((resolve) => {
    const stop = capture.events.subscribe((event) => {
      if (event.type !== type || !('session' in event)) return;
      stop();
      resolve(event.session.id);
    });
  });
}

/** Plays faster than the manual clock runs: the caller's timer is moved by hand. */
async function play(caller: AudioSocketCaller, samples: Int16Array, sampleRateHz: number) {
  const playing = caller.play(samples, { sampleRateHz, speed: 1e6 });
  capture.clock.advance(20);
  return playing;
}

describe('AudioSocketServer', () => {
  test.each(AUDIOSOCKET_RATES)('records a call at %d Hz whole', async (rate) => {
    const started = sessionEvent('session.started');
    const caller = await call();
    const id = await started;
    const session = capture.sessions.get(id);
    if (session === undefined) throw new Error('no session');
    const recording = await capture.record(session);
    const samples = tone({
      frequencyHz: 700,
      durationMs: 400,
      sampleRateHz: rate,
      amplitude: 0.3,
    });
    const finished = nextEvent(capture.events, 'recording.finished');
    await play(caller, samples, rate);
    await caller.hangUp();
    const done = await finished;
    expect(done.id).toBe(recording.id);
    expect(done.media).toMatchObject({ durationMs: 400, sampleRateHz: rate });
    const [said = new Int16Array()] = (await capture.audio(done)).channels;
    expect(frequencyOf(said, rate)).toBeCloseTo(700, -1);
  });

  test('a call that is hung up here is told so, and its session is over', async () => {
    const started = sessionEvent('session.started');
    const socket = connect(server.port, '127.0.0.1');
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write(encodeFrame(FRAME_KIND.uuid, uuidToBytes(capture.ids.uuid())));
    const session = capture.sessions.get(await started);
    await session?.hangUp();
    await closed;
    const last = encodeFrame(FRAME_KIND.hangUp, new Uint8Array(0));
    expect(Buffer.concat(received).subarray(-last.length)).toEqual(last);
    expect(capture.sessions.size).toBe(0);
    expect(capture.published.at(-1)?.type).toBe('session.ended');
  });

  test('a peer that is told to hang up and does not is cut off after two seconds', async () => {
    const started = sessionEvent('session.started');
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    const told = new Promise((resolve) => socket.on('end', resolve));
    const cutOff = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    socket.resume();
    socket.write(encodeFrame(FRAME_KIND.uuid, uuidToBytes(capture.ids.uuid())));
    const hungUp = capture.sessions.get(await started)?.hangUp();
    await told;
    expect(capture.sessions.size).toBe(1);
    capture.clock.advance(2000);
    await hungUp;
    expect(capture.sessions.size).toBe(0);
    socket.destroy();
    await cutOff;
  });

  test('contract media.md: silence goes back at once, then every 20 ms, in whole frames', async () => {
    const received: Buffer[] = [];
    const socket = connect({ host: '127.0.0.1', port: server.port });
    const bytes = async (count: number) => {
      while (Buffer.concat(received).length < count) {
        await new Promise((resolve) => socket.once('data', resolve));
      }
    };
    socket.on('data', (chunk) => received.push(chunk as Buffer));
    await bytes(323);
    capture.clock.advance(20);
    await bytes(646);
    capture.clock.advance(60);
    await bytes(5 * 323);
    const all = Buffer.concat(received);
    expect(all.length).toBe(5 * 323);
    for (let at = 0; at < all.length; at += 323) {
      expect(all.subarray(at, at + 3)).toEqual(Buffer.from([0x10, 0x01, 0x40]));
      expect(all.subarray(at + 3, at + 323).every((byte) => byte === 0)).toBe(true);
    }
    socket.destroy();
  });

  test('a described call gets its line and parties; its UUID can be used once', async () => {
    const id = capture.ids.uuid();
    await capture.describe(id, { line: { directoryNumber: '101' }, remote: { phoneNumber: '+1' } });
    const started = sessionEvent('session.started');
    const caller = await call(id);
    expect(await started).toBe(id);
    expect(capture.sessions.get(id)?.session.call).toMatchObject({
      line: { directoryNumber: '101' },
      remote: { phoneNumber: '+1' },
    });
    const second = await call(id);
    await second.closed;
    expect(capture.sessions.size).toBe(1);
    const ended = sessionEvent('session.ended');
    await caller.hangUp();
    expect(await ended).toBe(id);
  });

  test('a UUID of another account, or an unknown one if so configured, is refused', async () => {
    const other = await capture.intake.open({
      accountId: '22222222-2222-4222-8222-222222222222',
      id: capture.ids.uuid(),
      source: 'simulated',
      tracks: ['remote'],
      acceptUnknown: true,
      hangUp: async () => {},
    });
    await (await call(other.id)).closed;
    await server.close();
    await capture.close();
    await open(false);
    await (await call()).closed;
    expect(capture.sessions.size).toBe(0);
  });

  test.each([
    ['garbage first', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['audio before the UUID', encodeFrame(FRAME_KIND.audio8k, new Uint8Array(320))],
    ['a UUID of the wrong length', Buffer.from([0x01, 0, 4, 1, 2, 3, 4])],
  ])('refuses %s, alone', async (_what, bytes) => {
    const socket = connect({ host: '127.0.0.1', port: server.port });
    socket.resume();
    socket.write(bytes);
    await new Promise((resolve) => socket.on('close', resolve));
    expect(capture.sessions.size).toBe(0);
    const started = sessionEvent('session.started');
    const caller = await call();
    await started;
    await caller.hangUp();
  });

  test('a malformed frame ends the stream and keeps the recording so far', async () => {
    const started = sessionEvent('session.started');
    const caller = await call();
    const session = capture.sessions.get(await started);
    if (session === undefined) throw new Error('no session');
    await capture.record(session);
    const finished = nextEvent(capture.events, 'recording.finished');
    const samples = tone({
      frequencyHz: 500,
      durationMs: 600,
      sampleRateHz: 8000,
      amplitude: 0.2,
    });
    await play(caller, samples, 8000);
    caller.sendRaw(Buffer.from([0x77, 0xff, 0xff]));
    const done = await finished;
    expect(done).toMatchObject({ state: 'done', endReason: 'hangup' });
    expect(done.media?.durationMs).toBe(600);
    await caller.closed;
  });

  test('audio that comes in one piece with the UUID is kept', async () => {
    let samples = 0;
    const stop = capture.events.subscribe((event) => {
      if (event.type !== 'session.started') return;
      stop();
      const track = capture.sessions.get(event.session.id)?.track('remote');
      track?.addSink({
        write: (stretch) => {
          samples += stretch.length;
        },
      });
    });
    const ended = sessionEvent('session.ended');
    const socket = connect({ host: '127.0.0.1', port: server.port });
    socket.resume();
    const audio = encodeFrame(FRAME_KIND.audio8k, new Uint8Array(320));
    const uuid = encodeFrame(FRAME_KIND.uuid, uuidToBytes(capture.ids.uuid()));
    socket.end(Buffer.concat([uuid, audio, audio, audio]));
    await ended;
    expect(samples).toBe(480);
  });

  test('who never says who it is is cut off after five seconds', async () => {
    const silent = connect({ host: '127.0.0.1', port: server.port });
    await new Promise((resolve) => silent.once('data', resolve));
    silent.resume();
    const closed = new Promise((resolve) => silent.on('close', resolve));
    capture.clock.advance(5000);
    await closed;
  });

  test('DTMF reaches the recording', async () => {
    const started = sessionEvent('session.started');
    const caller = await call();
    const session = capture.sessions.get(await started);
    if (session === undefined) throw new Error('no session');
    await capture.record(session, { terminateOn: '#' });
    const finished = nextEvent(capture.events, 'recording.finished');
    await play(caller, new Int16Array(1600).fill(900), 8000);
    caller.dtmf('#');
    expect(await finished).toMatchObject({ endReason: 'dtmf', media: { durationMs: 200 } });
    await caller.hangUp();
  });

  test('closing ends every call and leaves no timer behind', async () => {
    const started = sessionEvent('session.started');
    const caller = await call();
    await started;
    await server.close();
    await caller.closed;
    expect(capture.sessions.size).toBe(0);
    // What is left are the recorder's own timers.
    expect(capture.clock.pending).toBe(5);
  });

  test('a port in use is the system error', async () => {
    await expect(
      AudioSocketServer.open({
        host: '127.0.0.1',
        port: server.port,
        accountId: ACCOUNT,
        acceptUnknown: true,
        ...capture,
      }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
