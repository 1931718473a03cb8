import { connect } from 'node:net';
import { AudioSocketCaller } from '@tricord/callers';
import type { SessionEventType } from '@tricord/core';
import { frequencyOf, tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nonZero } from '../../testing/non-zero.ts';
import {
  ACCOUNT,
  nextEvent,
  openTestCapture,
  RECONNECT_MS,
  type TestCapture,
} from '../../testing/test-capture.ts';
import { until } from '../../testing/upgrade-host.ts';
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

/** Waits for the next session event of this type; resolves with the session's id. */
function sessionEvent(type: SessionEventType): Promise<string> {
  return new Promise((resolve) => {
    const stop = capture.events.subscribe((event) => {
      if (event.type !== type || !('session' in event)) return;
      stop();
      resolve(event.session.id);
    });
  });
}

/** Plays all samples on one tick of the caller's timer, which the manual clock drives. */
async function play(caller: AudioSocketCaller, samples: Int16Array, sampleRateHz: number) {
  const playing = caller.play(samples, { sampleRateHz, speed: 1e6 });
  capture.clock.advance(20);
  return playing;
}

/** A call whose session is open. */
async function answered(uuid = capture.ids.uuid()) {
  const started = sessionEvent('session.started');
  const caller = await call(uuid);
  const session = capture.sessions.get(ACCOUNT, await started);
  if (session === undefined) throw new Error('no session');
  return { caller, session };
}

/** Sends audio in real time; resolves once all of it has arrived. */
async function speak(caller: AudioSocketCaller, durationMs: number): Promise<void> {
  const meter = capture.metrics.meter('audiosocket');
  for (let spokenMs = 0; spokenMs < durationMs; spokenMs += 20) {
    capture.clock.advance(20);
    const received = meter.bytes + 320;
    caller.sendRaw(encodeFrame(FRAME_KIND.audio8k, Buffer.alloc(320, 1)));
    await until(() => meter.bytes >= received);
  }
}

/** The number of stream anomalies counted so far. */
async function anomalies(): Promise<number> {
  const values = await nonZero(capture.metrics.streamAnomalies);
  return values.reduce((sum, { value }) => sum + value, 0);
}

/** Counts the samples on the track of the next session. */
function listenToNext() {
  const heard = { samples: 0 };
  const stop = capture.events.subscribe((event) => {
    if (event.type !== 'session.started') return;
    stop();
    const track = capture.sessions.get(ACCOUNT, event.session.id)?.track('remote');
    track?.addSink({
      write: (samples) => {
        heard.samples += samples.length;
      },
    });
  });
  return heard;
}

describe('AudioSocketServer', () => {
  test.each(AUDIOSOCKET_RATES)('records a call at %d Hz completely', async (rate) => {
    const started = sessionEvent('session.started');
    const caller = await call();
    const id = await started;
    const session = capture.sessions.get(ACCOUNT, id);
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

  test('hanging up a session sends a hang-up frame and ends the session', async () => {
    const started = sessionEvent('session.started');
    const socket = connect(server.port, '127.0.0.1');
    const received: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => received.push(chunk));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write(encodeFrame(FRAME_KIND.uuid, uuidToBytes(capture.ids.uuid())));
    const session = capture.sessions.get(ACCOUNT, await started);
    await session?.hangUp();
    await closed;
    const last = encodeFrame(FRAME_KIND.hangUp, new Uint8Array(0));
    expect(Buffer.concat(received).subarray(-last.length)).toEqual(last);
    expect(capture.sessions.size).toBe(0);
    expect(capture.published.at(-1)?.type).toBe('session.ended');
  });

  test('a peer that does not close after a hang-up frame is disconnected after 2 s', async () => {
    const started = sessionEvent('session.started');
    const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
    const ended = new Promise((resolve) => socket.on('end', resolve));
    const cutOff = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    socket.resume();
    socket.write(encodeFrame(FRAME_KIND.uuid, uuidToBytes(capture.ids.uuid())));
    const hungUp = capture.sessions.get(ACCOUNT, await started)?.hangUp();
    await ended;
    expect(capture.sessions.size).toBe(1);
    capture.clock.advance(2000);
    await hungUp;
    expect(capture.sessions.size).toBe(0);
    socket.destroy();
    await cutOff;
  });

  test('docs/contracts/media.md: silence is sent at once, then every 20 ms, in whole frames', async () => {
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

  test('a described call gets its line and parties', async () => {
    const id = capture.ids.uuid();
    await capture.describe(id, { line: { directoryNumber: '101' }, remote: { phoneNumber: '+1' } });
    const started = sessionEvent('session.started');
    const caller = await call(id);
    expect(await started).toBe(id);
    expect(capture.sessions.get(ACCOUNT, id)?.session.call).toMatchObject({
      line: { directoryNumber: '101' },
      remote: { phoneNumber: '+1' },
    });
    const ended = sessionEvent('session.ended');
    await caller.hangUp();
    expect(await ended).toBe(id);
  });

  test('a UUID that connects again continues its call, and no audio is duplicated', async () => {
    const id = capture.ids.uuid();
    const { caller: first, session } = await answered(id);
    await capture.record(session);
    const finished = nextEvent(capture.events, 'recording.finished');
    await speak(first, 400);
    // The first connection is not known to be dead; audio that still arrives on it is dropped.
    const second = await call(id);
    await speak(second, 400);
    await speak(first, 200);
    await speak(second, 400);
    await first.hangUp();
    expect(capture.sessions.size).toBe(1);
    await second.hangUp();
    expect((await finished).media).toMatchObject({ durationMs: 1400, gaps: [{ lengthMs: 200 }] });
    expect(capture.published.map(({ type }) => type)).not.toContain('session.resumed');
  });

  test('a call that reconnects after a reset has one recording, with the outage in its gap map', async () => {
    const id = capture.ids.uuid();
    const { caller, session } = await answered(id);
    await capture.record(session);
    const finished = nextEvent(capture.events, 'recording.finished');
    const ended = sessionEvent('session.ended');
    await speak(caller, 400);
    await caller.reset();
    await until(() => session.isWaiting);
    capture.clock.advance(2000);
    const again = await call(id);
    // Long enough to show that the time without audio is not a delay.
    await speak(again, 600);
    await again.reset();
    await until(() => session.isWaiting);
    capture.clock.advance(RECONNECT_MS);
    const { media } = await finished;
    expect(media).toMatchObject({
      durationMs: 3000 + RECONNECT_MS,
      gaps: [
        { offsetMs: 400, lengthMs: 2000, reason: 'network', track: 'remote' },
        { offsetMs: 3000, lengthMs: RECONNECT_MS, reason: 'network', track: 'remote' },
      ],
    });
    await ended;
  });

  test('a UUID that connects again after the end of its session resumes the session', async () => {
    const id = capture.ids.uuid();
    const { caller } = await answered(id);
    const ended = sessionEvent('session.ended');
    await caller.hangUp();
    await ended;
    const resumed = sessionEvent('session.resumed');
    const again = await call(id);
    expect(await resumed).toBe(id);
    expect(await capture.catalog.sessions.get(ACCOUNT, id)).toMatchObject({ state: 'live' });
    await again.hangUp();
  });

  test('a UUID is of its account alone, and an unknown one is rejected if so configured', async () => {
    const { stream } = await capture.intake.open({
      accountId: '22222222-2222-4222-8222-222222222222',
      id: capture.ids.uuid(),
      source: 'simulated',
      tracks: ['remote'],
      acceptUnknown: true,
      hangUp: async () => {},
    });
    const started = sessionEvent('session.started');
    const caller = await call(stream.session.id);
    expect(await started).toBe(stream.session.id);
    expect(capture.sessions.size).toBe(2);
    await caller.hangUp();
    await stream.leave('ended');
    await server.close();
    await capture.close();
    await open(false);
    await (await call()).closed;
    expect(capture.sessions.size).toBe(0);
  });

  test('a peer that sends no UUID is disconnected after 5 s, whatever else it sends', async () => {
    const socket = connect({ host: '127.0.0.1', port: server.port });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.resume();
    socket.write(Buffer.from([0x01, 0, 4, 1, 2, 3, 4]));
    socket.write('GET / HTTP/1.1\r\n\r\n');
    while ((await anomalies()) === 0) await new Promise((resolve) => setImmediate(resolve));
    capture.clock.advance(5000);
    await closed;
    expect(capture.sessions.size).toBe(0);
    const started = sessionEvent('session.started');
    const caller = await call();
    await started;
    await caller.hangUp();
  });

  test('audio before the UUID is kept, up to 256 KB', async () => {
    const heard = listenToNext();
    const socket = connect({ host: '127.0.0.1', port: server.port });
    socket.resume();
    const ended = sessionEvent('session.ended');
    const frame = encodeFrame(FRAME_KIND.audio8k, Buffer.alloc(60_000));
    for (let sent = 0; sent < 5; sent++) socket.write(frame);
    socket.write(encodeFrame(FRAME_KIND.uuid, uuidToBytes(capture.ids.uuid())));
    socket.end(frame);
    await ended;
    expect(heard.samples).toBe(5 * 30_000);
    expect(await anomalies()).toBe(1);
  });

  const uuid = (id: string) => encodeFrame(FRAME_KIND.uuid, uuidToBytes(id));
  const SECOND = 'fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38';
  test.each<[string, Buffer]>([
    ['silence of no stated length', encodeFrame(FRAME_KIND.silence, Buffer.alloc(2))],
    ['an unknown kind', encodeFrame(0x77, Buffer.alloc(500))],
    ['a UUID of the wrong length', encodeFrame(FRAME_KIND.uuid, Buffer.alloc(15))],
    ['a second UUID', uuid(SECOND)],
    ['two digits', encodeFrame(FRAME_KIND.dtmf, Buffer.from('12'))],
    ['no digit', encodeFrame(FRAME_KIND.dtmf, Buffer.alloc(0))],
    ['an error of the peer', encodeFrame(FRAME_KIND.error, Buffer.from([4]))],
    ['audio without a sample', encodeFrame(FRAME_KIND.audio8k, Buffer.alloc(1))],
  ])('a frame of %s is skipped, and the recording goes on', async (_what, frame) => {
    const { caller, session } = await answered();
    await capture.record(session);
    const finished = nextEvent(capture.events, 'recording.finished');
    await speak(caller, 400);
    caller.sendRaw(frame);
    await speak(caller, 400);
    await caller.hangUp();
    expect((await finished).media).toMatchObject({ durationMs: 800, gaps: [] });
    expect(await nonZero(capture.metrics.streamsRefused)).toEqual([]);
  });

  test('a trailing half sample is dropped', async () => {
    const heard = listenToNext();
    const { caller } = await answered();
    const ended = sessionEvent('session.ended');
    caller.sendRaw(encodeFrame(FRAME_KIND.audio8k, Buffer.alloc(321)));
    caller.sendRaw(encodeFrame(FRAME_KIND.audio8k, Buffer.alloc(320)));
    await caller.hangUp();
    await ended;
    expect(heard.samples).toBe(320);
  });

  test('a peer that floods with unknown frames is disconnected', async () => {
    const { caller, session } = await answered();
    const odd = encodeFrame(0x77, Buffer.alloc(0));
    caller.sendRaw(Buffer.concat(Array.from({ length: 300 }, () => odd)));
    await caller.closed;
    await until(() => session.isWaiting);
    capture.clock.advance(RECONNECT_MS);
    await until(() => capture.sessions.size === 0);
  });

  test('audio that arrives in the same chunk as the UUID is kept', async () => {
    const heard = listenToNext();
    const ended = sessionEvent('session.ended');
    const socket = connect({ host: '127.0.0.1', port: server.port });
    socket.resume();
    const audio = encodeFrame(FRAME_KIND.audio8k, new Uint8Array(320));
    socket.end(Buffer.concat([uuid(capture.ids.uuid()), audio, audio, audio]));
    await ended;
    expect(heard.samples).toBe(480);
  });

  test('DTMF reaches the recording', async () => {
    const started = sessionEvent('session.started');
    const caller = await call();
    const session = capture.sessions.get(ACCOUNT, await started);
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
    // The remaining timers are the recorder's.
    expect(capture.clock.pending).toBe(6);
  });

  test('opening on a port in use rejects with EADDRINUSE', async () => {
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
