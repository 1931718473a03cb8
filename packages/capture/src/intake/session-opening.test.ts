import { TricordError } from '@tricord/core';
import { createTestCore, PROPERTY_TIMEOUT_MS, seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { CaptureMetrics } from '../metrics.ts';
import { LiveSessions } from './live-sessions.ts';
import { SessionIntake } from './session-intake.ts';
import { OPENING_MS } from './session-opening.ts';
import { SourceStream } from './source-stream.ts';

const ACCOUNT = '11111111-1111-4111-8111-111111111111';
const CALL = 'fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38';
const FRAME_MS = 20;

const breathe = () => new Promise((resolve) => setImmediate(resolve));

/** A stream of a call whose catalog can be made to fail. */
function openRig() {
  const core = createTestCore();
  const { catalog, clock } = core;
  const metrics = new CaptureMetrics(new Registry());
  const sessions = new LiveSessions();
  const logger = pino({ level: 'silent' });
  const intake = new SessionIntake({ ...core, sessions, logger, reconnectMs: 0 });
  const received: number[] = [];
  sessions.listen({
    joined: (live) => {
      for (const track of live.tracks) {
        track.addSink({ write: (samples) => void received.push(samples[0] ?? 0) });
      }
    },
    updated: () => {},
    left: async () => {},
  });
  const reading: ('paused' | 'resumed')[] = [];
  const closed: (string | undefined)[] = [];
  const transport = {
    pause: () => void reading.push('paused'),
    resume: () => void reading.push('resumed'),
    close: (fault?: string) => void closed.push(fault),
    hangUp: () => {},
  };
  const stream = new SourceStream(transport, {
    ...{ intake, clock, logger, metrics, accountId: ACCOUNT },
    ...{ source: 'simulated', peer: undefined, tooLate: 'too late' },
  });
  const begin = (acceptUnknown = true) =>
    stream.begin({ id: CALL, tracks: ['remote'], acceptUnknown });
  const { update, insert } = catalog.sessions;
  let attempts = 0;
  const fail = (error: Error = new Error('database is locked')) => {
    const refuse = async () => {
      attempts += 1;
      throw error;
    };
    Object.assign(catalog.sessions, { update: refuse, insert: refuse });
  };
  let frames = 0;
  /** Moves time on, with audio meanwhile. */
  const speak = async (ms: number, bytes = 320) => {
    for (let at = 0; at < ms; at += FRAME_MS) {
      clock.advance(FRAME_MS);
      await breathe();
      frames += 1;
      const samples = new Int16Array(160).fill(frames);
      const push = () => stream.track()?.push(samples, 8000, clock.monotonicMs());
      if (stream.opening) stream.hold(bytes, push);
      else push();
    }
  };
  return {
    ...{ core, stream, sessions, received, reading, closed, begin, fail, speak },
    attempts: () => attempts,
    frames: () => frames,
    mend: () => Object.assign(catalog.sessions, { update, insert }),
    refused: async () =>
      (await metrics.streamsRefused.get()).values.reduce((sum, { value }) => sum + value, 0),
  };
}

describe('a call that begins while the catalog cannot be written', () => {
  test('is opened once it can, with all audio from meanwhile', async () => {
    const rig = openRig();
    rig.fail();
    rig.begin();
    await rig.speak(4000);
    expect(rig.stream.opening).toBe(true);
    rig.mend();
    await rig.speak(3000);
    expect(rig.stream.opening).toBe(false);
    expect(rig.received).toEqual(Array.from({ length: rig.frames() }, (_, i) => i + 1));
    expect(rig.closed).toEqual([]);
    expect(await rig.refused()).toBe(0);
    expect((await rig.core.catalog.sessions.get(ACCOUNT, CALL))?.state).toBe('live');
    expect(rig.core.published.map(({ type }) => type)).toContain('session.started');
  });

  test('is refused after a minute, which is logged and counted', async () => {
    const rig = openRig();
    rig.fail();
    rig.begin();
    for (let ms = 0; ms < OPENING_MS; ms += 500) {
      expect(rig.closed).toEqual([]);
      rig.core.clock.advance(500);
      await breathe();
    }
    rig.core.clock.advance(2000);
    await breathe();
    expect(rig.closed).toEqual(['its session cannot be opened']);
    expect(await rig.refused()).toBe(1);
    expect(rig.core.clock.pending).toBe(0);
  });

  test('is no longer read when too much is held, and read again once it is open', async () => {
    const rig = openRig();
    rig.fail();
    rig.begin();
    await rig.speak(200, 100_000);
    expect(rig.reading[0]).toBe('paused');
    rig.mend();
    rig.core.clock.advance(2000);
    await breathe();
    expect(rig.reading.at(-1)).toBe('resumed');
    expect(rig.received).toHaveLength(rig.frames());
  });

  test('and ends meanwhile is tried once more, and logged if that fails', async () => {
    for (const mends of [true, false]) {
      const rig = openRig();
      rig.fail();
      rig.begin();
      await rig.speak(1000);
      if (mends) rig.mend();
      await rig.stream.ended('ended');
      expect(rig.received).toHaveLength(mends ? 50 : 0);
      expect(await rig.refused()).toBe(mends ? 0 : 1);
      expect(rig.sessions.size).toBe(0);
      expect(rig.core.clock.pending).toBe(0);
    }
  });

  test('but is refused for another reason is not retried', async () => {
    const rig = openRig();
    rig.begin(false);
    await breathe();
    expect(rig.closed).toEqual([`Nobody described session ${CALL}`]);
    const other = openRig();
    other.fail(new TricordError('session-not-found', 'not yours'));
    other.begin();
    await other.speak(1000);
    expect(other.closed).toEqual(['not yours']);
    expect(other.attempts()).toBe(1);
  });

  test(
    'loses nothing, however often and long the catalog fails',
    async () => {
      const outages = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(outages, async (lengths) => {
          const rig = openRig();
          rig.fail();
          rig.begin();
          for (const [i, length] of lengths.entries()) {
            await rig.speak(length * FRAME_MS);
            if (i % 2 === 0) rig.mend();
            else rig.fail();
          }
          rig.mend();
          await rig.speak(2500);
          expect(rig.received).toEqual(Array.from({ length: rig.frames() }, (_, i) => i + 1));
          expect(rig.closed).toEqual([]);
        }),
        seeded('outages of the catalog', 100),
      );
    },
    PROPERTY_TIMEOUT_MS,
  );
});
