import {
  MediaStreamsCaller,
  type MediaStreamsCallerOptions,
  type StreamTrack,
} from '@tricord/callers';
import { listRecordings, type Recording } from '@tricord/core';
import { frequencyOf, levelAt, tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LiveSession } from '../../intake/live-session.ts';
import {
  ACCOUNT,
  nextEvent,
  openTestCapture,
  RECONNECT_MS,
  type TestCapture,
} from '../../testing/test-capture.ts';
import { openUpgradeHost, until } from '../../testing/upgrade-host.ts';
import { MediaStreamsSource } from './media-streams-source.ts';

const PATH = '/media-streams';
const FRAME_MS = 20;
const FRAME = 160;
/** A call whose id is a UUID, and one whose id is a sid. */
const CALLS = ['fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38', 'CA0123456789abcdef0123456789abcdef'];

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
  });
  host = await openUpgradeHost(source.handshakes);
});
afterEach(async () => {
  await source.close();
  await host.close();
  await capture.close();
});

/** The session events, without updates. */
const sessionEvents = () =>
  capture.published.flatMap(({ type }) =>
    /^session\.(started|resumed|ended)$/.test(type) ? [type] : [],
  );

/** The latest session, while it is live. */
function live(): LiveSession | undefined {
  const begun = capture.published.findLast((event) =>
    /^session\.(started|resumed)$/.test(event.type),
  );
  return begun !== undefined && 'session' in begun
    ? capture.sessions.get(ACCOUNT, begun.session.id)
    : undefined;
}

/** Opens a stream; resolves once its session has it. */
async function dial(options: Partial<MediaStreamsCallerOptions>) {
  const before = { sessionEvents: sessionEvents().length, updates: capture.published.length };
  const caller = await MediaStreamsCaller.open({
    url: host.url(PATH),
    callSid: CALLS[0] ?? '',
    clock: capture.clock,
    ...options,
  });
  await until(() => capture.published.length > before.updates);
  const session = live();
  if (session === undefined) throw new Error('no session');
  return { caller, session };
}

/** Speaks into a stream as time passes; resolves once all of it has arrived. */
async function speak(
  caller: MediaStreamsCaller,
  frequencyHz: number,
  durationMs: number,
  { track = 'inbound' as StreamTrack, fromMs = 0 } = {},
): Promise<void> {
  const samples = tone({ frequencyHz, durationMs, sampleRateHz: 8000, amplitude: 0.3 });
  const meter = capture.metrics.meter('media-streams');
  for (let at = 0; at < samples.length; at += FRAME) {
    capture.clock.advance(FRAME_MS);
    const received = meter.bytes + FRAME;
    caller.media(track, fromMs + at / 8, samples.subarray(at, at + FRAME));
    await until(() => meter.bytes >= received);
  }
}

const finished = (): Promise<Recording> => nextEvent(capture.events, 'recording.finished');
const frequency = (samples: Int16Array | undefined, fromMs: number, toMs: number) =>
  Math.round(frequencyOf(samples?.subarray(fromMs * 8, toMs * 8) ?? new Int16Array(), 8000) / 10) *
  10;

describe.each(CALLS)('the streams of call %s', (callSid) => {
  test('in parallel, one per track, are one session with two tracks', async () => {
    const inbound = await dial({ callSid, tracks: ['inbound'] });
    const recording = await capture.record(inbound.session, { channels: 2 });
    const ended = finished();
    const outbound = await dial({ callSid, tracks: ['outbound'] });
    expect(outbound.session).toBe(inbound.session);
    await speak(inbound.caller, 700, 400);
    await speak(outbound.caller, 400, 400, { track: 'outbound' });
    await inbound.caller.hangUp();
    expect(capture.sessions.size).toBe(1);
    await outbound.caller.hangUp();
    const done = await ended;
    expect(done.id).toBe(recording.id);
    const heard = (await capture.audio(done)).channels.map((channel) =>
      Math.max(frequency(channel, 0, 400), frequency(channel, 400, 800)),
    );
    expect(heard.toSorted()).toEqual([400, 700]);
    await until(() => capture.sessions.size === 0 && sessionEvents().length === 2);
    expect(sessionEvents()).toEqual(['session.started', 'session.ended']);
    const { id } = inbound.session;
    expect((await capture.catalog.sessions.get(ACCOUNT, id))?.tracks).toEqual(['remote', 'local']);
  });

  test('that arrive at the same time are one session', async () => {
    const open = (track: StreamTrack) =>
      MediaStreamsCaller.open({
        url: host.url(PATH),
        callSid,
        tracks: [track],
        clock: capture.clock,
      });
    const callers = await Promise.all([open('inbound'), open('outbound'), open('inbound')]);
    await until(() => live()?.tracks.length === 2);
    expect(capture.sessions.size).toBe(1);
    expect(
      (await capture.catalog.sessions.list({ accountId: ACCOUNT, limit: 9 })).items,
    ).toHaveLength(1);
    await Promise.all(callers.map((caller) => caller.hangUp()));
    await until(() => capture.sessions.size === 0);
  });

  test('one after another are one session, which becomes live again', async () => {
    for (const n of [1, 2]) {
      const { caller, session } = await dial({ callSid });
      await capture.record(session, {}, { name: `part ${n}` });
      const ended = finished();
      await speak(caller, 700, 400);
      await caller.hangUp();
      await ended;
      await until(() => sessionEvents().length === 2 * n);
    }
    expect(sessionEvents()).toEqual([
      'session.started',
      'session.ended',
      'session.resumed',
      'session.ended',
    ]);
    const { items } = await capture.catalog.sessions.list({ accountId: ACCOUNT, limit: 9 });
    expect(items).toHaveLength(1);
    const recordings = await listRecordings(capture, {
      accountId: ACCOUNT,
      sessionId: items[0]?.id ?? '',
      limit: 9,
    });
    expect(recordings.items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['part 1', 'part 2']),
    );
  });

  test('a stream that breaks off and reconnects is one recording, with the outage in its gap map', async () => {
    const first = await dial({ callSid });
    await capture.record(first.session);
    const ended = finished();
    await speak(first.caller, 700, 400);
    await first.caller.drop();
    await until(() => first.session.isWaiting);
    capture.clock.advance(3000);
    const second = await dial({ callSid });
    expect(second.session).toBe(first.session);
    expect(first.session.isWaiting).toBe(false);
    await speak(second.caller, 400, 400);
    await second.caller.hangUp();
    const done = await ended;
    expect(done.media?.durationMs).toBe(3800);
    expect(done.media?.gaps).toEqual([
      expect.objectContaining({
        offsetMs: 400,
        lengthMs: 3000,
        reason: 'network',
        track: 'remote',
      }),
    ]);
    const [audio] = (await capture.audio(done)).channels;
    expect(frequency(audio, 0, 400)).toBe(700);
    expect(levelAt(audio ?? new Int16Array(), 8000, 2)).toBe(0);
    expect(frequency(audio, 3400, 3800)).toBe(400);
    await until(() => sessionEvents().length === 2);
    expect(sessionEvents()).toEqual(['session.started', 'session.ended']);
  });

  test('a broken stream does not count as a call that sends nothing', async () => {
    const first = await dial({ callSid });
    await capture.record(first.session, { maxStallMs: 4000 });
    const ended = finished();
    await speak(first.caller, 700, 400);
    await first.caller.drop();
    await until(() => first.session.isWaiting);
    capture.clock.advance(RECONNECT_MS - 100);
    const second = await dial({ callSid });
    await speak(second.caller, 400, 400);
    await second.caller.hangUp();
    expect(await ended).toMatchObject({ endReason: 'hangup', media: { durationMs: 5700 } });
  });

  test('a newer stream takes over the track of an older one, and returns it', async () => {
    const older = await dial({ callSid });
    await capture.record(older.session);
    const ended = finished();
    await speak(older.caller, 700, 200);
    const newer = await dial({ callSid });
    await speak(newer.caller, 400, 200);
    // Audio of this one is not recorded.
    const before = older.session.endMs(0);
    older.caller.media('inbound', 200, new Int16Array(FRAME).fill(9999));
    await speak(newer.caller, 400, 200, { fromMs: 200 });
    expect(older.session.endMs(0)).toBe(before + 200);
    await newer.caller.hangUp();
    expect(capture.sessions.size).toBe(1);
    await speak(older.caller, 700, 200, { fromMs: 600 });
    await older.caller.hangUp();
    const done = await ended;
    expect(done.media).toMatchObject({ durationMs: 800, gaps: [] });
    const [audio] = (await capture.audio(done)).channels;
    expect([0, 200, 600].map((at) => frequency(audio, at, at + 200))).toEqual([700, 400, 700]);
    await until(() => sessionEvents().length === 2);
  });
});

describe('the end of a stream', () => {
  test.each([1000, 1001, undefined])(
    'by close code %p without a stop is that of the call',
    async (code) => {
      const { caller, session } = await dial({});
      caller.close(code);
      await caller.closed;
      await until(() => capture.sessions.size === 0);
      expect(session.isWaiting).toBe(false);
    },
  );

  test.each([1002, 1011, 4000])(
    'by close code %p waits for the peer, and then is',
    async (code) => {
      const { caller, session } = await dial({});
      await capture.record(session);
      const ended = finished();
      await speak(caller, 700, 400);
      caller.close(code);
      await until(() => session.isWaiting);
      capture.clock.advance(RECONNECT_MS - 1);
      expect(capture.sessions.size).toBe(1);
      capture.clock.advance(1);
      expect(await ended).toMatchObject({
        state: 'done',
        endReason: 'hangup',
        // As long as the call: the outage is silence, and in the gap map.
        media: {
          durationMs: 400 + RECONNECT_MS,
          gaps: [{ offsetMs: 400, lengthMs: RECONNECT_MS }],
        },
      });
      await until(() => sessionEvents().length === 2);
    },
  );

  test('by a hang-up here is that of all streams of the call', async () => {
    const inbound = await dial({ tracks: ['inbound'] });
    const outbound = await dial({ tracks: ['outbound'] });
    await inbound.session.hangUp();
    await Promise.all([inbound.caller.closed, outbound.caller.closed]);
    expect(sessionEvents()).toEqual(['session.started', 'session.ended']);
  });

  test('that has broken off delays neither a hang-up nor a shutdown', async () => {
    for (const end of [
      (session: LiveSession) => session.hangUp(),
      async () => capture.intake.stopWaiting(),
    ]) {
      const { caller, session } = await dial({ callSid: capture.ids.uuid() });
      await caller.drop();
      await until(() => session.isWaiting);
      await end(session);
      await until(() => sessionEvents().at(-1) === 'session.ended');
    }
    const { caller } = await dial({ callSid: capture.ids.uuid() });
    await caller.drop();
    await until(() => capture.sessions.size === 0);
    // Only the timers of the recorder and the intake remain.
    expect(capture.clock.pending).toBe(7);
  });

  test('keys that both streams of a call report are published once', async () => {
    const inbound = await dial({ tracks: ['inbound'] });
    const outbound = await dial({ tracks: ['outbound'] });
    inbound.caller.dtmf('1');
    outbound.caller.dtmf('1');
    inbound.caller.dtmf('2');
    const digits = () =>
      capture.published.flatMap((event) => (event.type === 'session.dtmf' ? [event.digit] : []));
    await until(() => digits().includes('2'));
    expect(digits()).toEqual(['1', '2']);
    await inbound.session.hangUp();
  });
});
