import { MediaStreamsCaller, type MediaStreamsCallerOptions } from '@tricord/callers';
import type { Recording } from '@tricord/core';
import { frequencyOf, tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
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
import { BEAT_MS } from '../websocket/web-socket-acceptor.ts';
import { MediaStreamsSource } from './media-streams-source.ts';

const PATH = '/media-streams';
const CALL = 'fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38';

let capture: TestCapture;
let source: MediaStreamsSource;
let host: Awaited<ReturnType<typeof openUpgradeHost>>;

beforeEach(async () => {
  capture = await openTestCapture();
  source = new MediaStreamsSource({
    ...capture,
    path: PATH,
    accountId: ACCOUNT,
    l16Endian: 'little',
    authorize: async (req) => req.headers.authorization !== 'Bearer wrong',
  });
  host = await openUpgradeHost(source.handshakes);
});
afterEach(async () => {
  await source.close();
  await host.close();
  await capture.close();
});

const dial = (options: Partial<MediaStreamsCallerOptions> = {}) =>
  MediaStreamsCaller.open({
    url: host.url(PATH),
    callSid: CALL,
    clock: capture.clock,
    ...options,
  });

/** A call whose session is open. */
async function connect(options: Partial<MediaStreamsCallerOptions> = {}) {
  const [caller, session] = await Promise.all([dial(options), nextSession()]);
  return { caller, session };
}

/** The next session, as soon as it is open. */
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

/** A connection that has not sent anything yet. */
async function connectRaw(): Promise<WebSocket> {
  const socket = new WebSocket(host.url(PATH));
  await new Promise((resolve) => socket.on('open', resolve));
  return socket;
}

const closeCode = (socket: WebSocket) => new Promise((resolve) => socket.on('close', resolve));

const said = (frequencyHz: number, durationMs: number, sampleRateHz = 8000) =>
  tone({ frequencyHz, durationMs, sampleRateHz, amplitude: 0.3 });

/** Plays audio faster than real time, by advancing the test's clock. */
async function play(
  caller: MediaStreamsCaller,
  speech: Parameters<MediaStreamsCaller['play']>[0],
  sampleRateHz = 8000,
) {
  const playing = caller.play(speech, { sampleRateHz, speed: 1e6 });
  capture.clock.advance(20);
  await playing;
}

const finished = (): Promise<Recording> => nextEvent(capture.events, 'recording.finished');

describe('MediaStreamsSource', () => {
  test('hanging up a call closes its WebSocket and ends its session', async () => {
    const { session } = await connect();
    await session.hangUp();
    expect(capture.sessions.size).toBe(0);
    expect(capture.published.at(-1)?.type).toBe('session.ended');
  });

  test.each([
    ['µ-law of 8 kHz', {}, 8000],
    ['L16 of 16 kHz', { encoding: 'L16', sampleRateHz: 16_000 }, 16_000],
    ['L16 of 24 kHz', { encoding: 'L16', sampleRateHz: 24_000 }, 24_000],
  ] as const)('records both tracks of %s as stereo, inbound left', async (_what, format, rate) => {
    const { caller, session } = await connect({ ...format, tracks: ['inbound', 'outbound'] });
    const recording = await capture.record(session, { channels: 2 });
    const ended = finished();
    const speech = { inbound: said(700, 600, rate), outbound: said(400, 600, rate) };
    await play(caller, speech, rate);
    await caller.hangUp();
    const done = await ended;
    expect(done.id).toBe(recording.id);
    expect(done.media).toMatchObject({ durationMs: 600, sampleRateHz: rate, gaps: [] });
    const [remote, local] = (await capture.audio(done)).channels;
    expect(frequencyOf(local ?? new Int16Array(), rate)).toBeCloseTo(400, -1);
    expect(frequencyOf(remote ?? new Int16Array(), rate)).toBeCloseTo(700, -1);
  });

  test('timestamps place late, lost and reordered media, on one base for both tracks', async () => {
    const { caller, session } = await connect({ tracks: ['inbound', 'outbound'] });
    await capture.record(session, { channels: 2 });
    const ended = finished();
    const frame = (value: number) => new Int16Array(160).fill(value);
    caller.media('inbound', 0, frame(1000));
    caller.media('outbound', 40, frame(5000));
    // Stretch 20 comes after 40, 60 is lost.
    caller.media('inbound', 40, frame(3000));
    caller.media('inbound', 20, frame(2000));
    caller.media('inbound', 80, frame(4000));
    await caller.hangUp();
    const done = await ended;
    const [remote = [], local = []] = (await capture.audio(done)).channels;
    const at = (ms: number) => [local[ms * 8 + 80] ?? 0, remote[ms * 8 + 80] ?? 0];
    const near = (value: number) => Math.round(value / 250) * 250;
    expect([0, 20, 40, 60, 80].map((ms) => at(ms).map(near))).toEqual([
      [0, 1000],
      [0, 2000],
      [5000, 3000],
      [0, 0],
      [0, 4000],
    ]);
    expect(done.media?.durationMs).toBe(100);
    expect(done.media?.gaps).toContainEqual(
      expect.objectContaining({ offsetMs: 60, lengthMs: 20, reason: 'network', track: 'remote' }),
    );
  });

  test('without timestamps, media is placed by arrival time', async () => {
    const { caller, session } = await connect();
    await capture.record(session);
    const ended = finished();
    const payload = Buffer.alloc(160, 0x80).toString('base64');
    for (let sent = 0; sent < 10; sent++) {
      caller.send({ event: 'media', media: { payload } });
    }
    await caller.hangUp();
    expect((await ended).media).toMatchObject({ durationMs: 200, gaps: [] });
  });

  test('a UUID callSid becomes the id; customParameters describe the session', async () => {
    const { caller, session } = await connect({
      customParameters: {
        deviceName: 'SEP1',
        directoryNumber: '101',
        remoteNumber: '+39051',
        firstName: 'Ada',
        conference: 'weekly',
        ticket: '4711',
      },
    });
    expect(session.session).toMatchObject({
      id: CALL,
      source: 'media-streams',
      tracks: ['remote'],
      call: {
        line: { deviceName: 'SEP1', directoryNumber: '101' },
        remote: { phoneNumber: '+39051', firstName: 'Ada' },
        conference: { name: 'weekly' },
        metadata: { ticket: '4711' },
      },
    });
    await caller.hangUp();
  });

  test("another callSid is kept as the PBX's own id", async () => {
    const { caller, session } = await connect({ callSid: 'CA123' });
    expect(session.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(session.session.call.externalId).toBe('CA123');
    await caller.hangUp();
  });

  test('DTMF reaches the recording', async () => {
    const { caller, session } = await connect();
    await capture.record(session, { terminateOn: '#' });
    const ended = finished();
    await play(caller, { inbound: said(700, 200) });
    caller.dtmf('#');
    expect(await ended).toMatchObject({ endReason: 'dtmf', media: { durationMs: 200 } });
    await caller.hangUp();
  });

  test('a wrong token is refused with 401; another path is left to other handlers', async () => {
    await expect(dial({ token: 'wrong' })).rejects.toThrow('401');
    await (await connect({ token: 'right' })).caller.hangUp();
    await expect(dial({ url: host.url('/elsewhere') })).rejects.toThrow('404');
    source.stopAccepting();
    await expect(dial()).rejects.toThrow('503');
    expect(host.refusals).toMatchObject([
      { status: 401, reason: 'wrong credentials' },
      { status: 404, reason: 'no source or API listens at /elsewhere' },
      { status: 503, reason: 'no new calls are accepted' },
    ]);
  });

  test('a slash may follow the path', async () => {
    await (await connect({ url: host.url(`${PATH}/`) })).caller.hangUp();
    await expect(dial({ url: host.url(`${PATH}//`) })).rejects.toThrow('404');
  });

  test.each([
    [
      'the first subprotocol that a peer offers is answered',
      ['audio.example', 'other'],
      'audio.example',
    ],
    ['no subprotocol is answered to a peer that offers none', [], ''],
  ])('%s', async (_what, offered, answered) => {
    const socket = new WebSocket(host.url(PATH), offered);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    expect(socket.protocol).toBe(answered);
    socket.terminate();
  });

  test.each<[string, string | Buffer]>([
    ['a ping as text', 'ping'],
    ['a ping as an event', '{"event":"ping"}'],
    ['broken JSON', '{"event":"media","media":{"payload":"'],
    ['JSON that is not an object', '[1,2,3]'],
    ['an event without a name', '{"media":{}}'],
    ['an event whose name is not a string', '{"event":7}'],
    ['media without a body', '{"event":"media"}'],
    ['media without a payload', '{"event":"media","media":{"timestamp":"400"}}'],
    ['a second start', JSON.stringify({ event: 'start', start: {} })],
    ['a second start of another codec', start({ encoding: 'audio/x-L16', sampleRate: 16_000 })],
    ['a second start of an unknown codec', start({ encoding: 'audio/opus' })],
    ['a malformed start', '{"event":"start","start":[]}'],
    ['an invalid digit', '{"event":"dtmf","dtmf":{"digit":{}}}'],
    ['binary noise', Buffer.from([0x00, 0x7b, 0xff, 0xfe])],
  ])('%s is skipped, and the recording continues', async (_what, message) => {
    const { caller, session } = await connect();
    await capture.record(session);
    const ended = finished();
    await play(caller, { inbound: said(700, 400) });
    caller.sendRaw(message);
    await play(caller, { inbound: said(700, 400) });
    await caller.hangUp();
    expect((await ended).media).toMatchObject({ durationMs: 800, gaps: [] });
    expect(await nonZero(capture.metrics.streamsRefused)).toEqual([]);
  });

  test.each<[string, object | string]>([
    ['a timestamp that is negative', { timestamp: -1 }],
    ['a timestamp that is text', { timestamp: 'now' }],
    ['a timestamp out of range', { timestamp: 1e99 }],
    ['a timestamp a day ahead', { timestamp: 86_400_000 }],
    ['a timestamp that restarts', { timestamp: 0 }],
    ['no timestamp', {}],
  ])('the audio of media with %s is recorded', async (_what, fields) => {
    const { caller, session } = await connect();
    await capture.record(session);
    const ended = finished();
    await play(caller, { inbound: said(700, 400) });
    for (const more of [0, 20, 40]) {
      const { timestamp } = { timestamp: undefined, ...Object(fields) };
      const isTime = typeof timestamp === 'number' && timestamp >= 0 && timestamp < 1e14;
      caller.sendRaw(
        media({ ...Object(fields), ...(isTime ? { timestamp: timestamp + more } : {}) }),
      );
    }
    await caller.hangUp();
    expect((await ended).media).toMatchObject({ durationMs: 460, gaps: [] });
  });

  test('accepts JSON in a binary frame, half a sample and media before the start', async () => {
    const socket = await connectRaw();
    const heard = listenToNext();
    const samples = (value: number, count: number) =>
      Buffer.alloc(2 * count, value).toString('base64');
    const l16 = { encoding: 'audio/x-L16', sampleRate: 16_000 };
    socket.send(media({ payload: samples(1, 320), timestamp: 0 }));
    socket.send(start(l16));
    socket.send(Buffer.from(media({ payload: samples(2, 320), timestamp: 20 })));
    const half = Buffer.alloc(641, 3).toString('base64');
    socket.send(media({ payload: half, timestamp: 40 }));
    socket.send(media({ payload: samples(4, 320), timestamp: 60 }));
    const ended = nextSessionEnd();
    socket.send('{"event":"stop"}');
    await ended;
    expect(heard.map((value) => value & 0xff)).toEqual(
      [1, 2, 3, 4].flatMap((value) => Array(320).fill(value)),
    );
    const values = await nonZero(capture.metrics.streamAnomalies);
    expect(values).toMatchObject([{ labels: { source: 'media-streams', kind: 'half-sample' } }]);
  });

  test('accepts audio of a track that was not announced', async () => {
    const { caller, session } = await connect({ tracks: ['inbound'] });
    await capture.record(session, { channels: 2 });
    const ended = finished();
    await play(caller, { inbound: said(700, 400), outbound: said(400, 400) });
    await caller.hangUp();
    const { channels } = await capture.audio(await ended);
    expect(channels.map((one) => Math.round(frequencyOf(one, 8000) / 100))).toEqual(
      expect.arrayContaining([4, 7]),
    );
    expect((await capture.catalog.sessions.get(ACCOUNT, CALL))?.tracks).toEqual([
      'remote',
      'local',
    ]);
  });

  test('a message of 65 KB ends only the stream, and keeps what came before', async () => {
    const { caller, session } = await connect();
    await capture.record(session);
    const ended = finished();
    await play(caller, { inbound: said(700, 400) });
    caller.sendRaw('x'.repeat(65 * 1024));
    expect(await caller.closed).not.toBe(1000);
    await until(() => session.isWaiting);
    capture.clock.advance(RECONNECT_MS);
    expect((await ended).media?.gaps).toMatchObject([{ offsetMs: 400, reason: 'network' }]);
    const other = await connect({ callSid: 'CA2' });
    await other.caller.hangUp();
  });

  test('an unknown codec is refused, and counted', async () => {
    const socket = await connectRaw();
    socket.send(start({ encoding: 'audio/opus', sampleRate: 48_000 }));
    expect(await closeCode(socket)).toBe(1008);
    expect(capture.sessions.size).toBe(0);
    const values = await nonZero(capture.metrics.streamsRefused);
    expect(values).toMatchObject([
      { labels: { source: 'media-streams', reason: 'refused' }, value: 1 },
    ]);
  });

  test('a peer that never starts is disconnected after five seconds', async () => {
    const closed = closeCode(await connectRaw());
    capture.clock.advance(5000);
    expect(await closed).toBe(1008);
  });

  test.each([
    ['empty messages', '{"event":"mark"}', 3000],
    ['odd messages', 'ping', 300],
  ])('a peer that floods with %s is disconnected', async (_what, message, count) => {
    const { caller, session } = await connect();
    for (let sent = 0; sent < count; sent++) caller.sendRaw(message);
    expect(await caller.closed).toBe(1008);
    await until(() => session.isWaiting);
    capture.clock.advance(RECONNECT_MS);
    await until(() => capture.sessions.size === 0);
  });

  test('a silent peer is pinged, and disconnected if it does not answer', async () => {
    const socket = await connectRaw();
    const asked = new Promise((resolve) => socket.on('ping', resolve));
    socket.send(start({}));
    const session = await nextSession();
    await new Promise((resolve) => setImmediate(resolve));
    capture.clock.advance(2 * BEAT_MS);
    await asked;
    const ended = nextSessionEnd();
    socket.pause();
    capture.clock.advance(4 * BEAT_MS);
    await until(() => session.isWaiting);
    capture.clock.advance(RECONNECT_MS);
    await ended;
    socket.terminate();
  });

  test('media sent together with the start is not lost', async () => {
    let samples = 0;
    const stop = capture.events.subscribe((event) => {
      if (event.type !== 'session.started') return;
      stop();
      capture.sessions
        .get(ACCOUNT, event.session.id)
        ?.track('remote')
        ?.addSink({
          write: (stretch) => {
            samples += stretch.length;
          },
        });
    });
    const socket = await connectRaw();
    const closed = closeCode(socket);
    const ended = nextSessionEnd();
    for (const message of [start({}), media({}), media({}), '{"event":"stop"}'])
      socket.send(message);
    await ended;
    expect(samples).toBe(320);
    expect(await closed).toBe(1000);
  });
});

/** Everything that is heard on the tracks of the next session. */
function listenToNext(): number[] {
  const heard: number[] = [];
  const stop = capture.events.subscribe((event) => {
    if (event.type !== 'session.started') return;
    stop();
    for (const track of capture.sessions.get(ACCOUNT, event.session.id)?.tracks ?? []) {
      track.addSink({ write: (samples) => void heard.push(...samples) });
    }
  });
  return heard;
}

/** Resolves when the next session is over. */
function nextSessionEnd(): Promise<void> {
  return new Promise((resolve) => {
    const stop = capture.events.subscribe((event) => {
      if (event.type !== 'session.ended') return;
      stop();
      resolve();
    });
  });
}

function media(fields: object): string {
  const payload = Buffer.alloc(160, 0xff).toString('base64');
  return JSON.stringify({ event: 'media', media: { track: 'inbound', payload, ...fields } });
}

function start(mediaFormat: object): string {
  return JSON.stringify({ event: 'start', start: { callSid: 'CA1', mediaFormat } });
}
