import { PROPERTY_TIMEOUT_MS, seeded, tone } from '@tricord/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACCOUNT, openTestCapture, speak } from '../../testing/test-capture.ts';
import { TestCrash } from '../../testing/test-crash.ts';
import { LiveFile } from '../files/live-file.ts';

const CASES = 60;
const RATE_HZ = 8000;

/** Points in the end of a recording at which the process dies. */
const POINTS = ['before the last write', 'after it', 'after the start was dropped'] as const;
type Point = (typeof POINTS)[number];

/** A live file that halts at a point of its end. */
class HaltedFile extends LiveFile {
  readonly #halt: () => Promise<void>;
  readonly #point: Point;

  /** @param halt resolves when the file may continue. */
  constructor(path: string, point: Point, halt: () => Promise<void>) {
    super(path);
    this.#point = point;
    this.#halt = halt;
  }

  override async finish(keptBytes?: number): Promise<void> {
    if (this.#point === 'before the last write') await this.#halt();
    await super.finish(keptBytes);
    if (this.#point === 'after it') await this.#halt();
  }

  override async dropStart(bytes: number): Promise<void> {
    await super.dropStart(bytes);
    await this.#halt();
  }
}

interface Case {
  readonly point: Point;
  readonly how: 'stop' | 'hang-up';
  readonly trimSilence: boolean;
  /** Frames of 20 ms. */
  readonly silence: number;
  readonly flushed: number;
  readonly unflushed: number;
}

async function crashAtEnd({ how, trimSilence, ...frames }: Case): Promise<void> {
  const drops = trimSilence && frames.silence > 0;
  const point =
    frames.point === 'after the start was dropped' && !drops ? 'after it' : frames.point;
  let reach = () => {};
  let release = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const halt = () => {
    reach();
    return released;
  };
  const capture = await openTestCapture({
    makeLiveFile: (path) => new HaltedFile(path, point, halt),
  });
  try {
    const session = await capture.call();
    const recording = await capture.record(session, { trimSilence });
    const say = (count: number, amplitude: number) => {
      const samples = tone({ frequencyHz: 440, durationMs: 20 * count, amplitude });
      speak(capture, [{ session, samples }], RATE_HZ);
    };
    say(frames.silence, 0);
    say(frames.flushed, 0.3);
    await capture.recorder.flush();
    say(frames.unflushed, 0.3);
    const ended =
      how === 'stop'
        ? capture.recorder.command(ACCOUNT, recording.id, { type: 'stop' })
        : capture.end(session);
    ended.catch(() => undefined);
    await reached;
    const crash = new TestCrash(capture);
    expect(await crash.known(recording)).toMatchObject({ state: 'finishing' });
    const [report] = await crash.repair();
    const saidMs = 20 * (frames.silence + frames.flushed + frames.unflushed);
    const trimmedMs = drops ? 20 * frames.silence : 0;
    const media = (await crash.known(recording))?.media;
    const gaps = (media?.gaps ?? []).map(({ offsetMs, lengthMs, reason }) => [
      offsetMs,
      lengthMs,
      reason,
    ]);
    const keptMs = media?.durationMs ?? 0;
    const lostMs = report?.lostMs ?? 0;
    expect(gaps).toEqual(lostMs === 0 ? [] : [[keptMs, lostMs, 'crash']]);
    // Silence to be trimmed may or may not still be there.
    const dueMs = keptMs + lostMs;
    expect([saidMs, saidMs - trimmedMs]).toContain(dueMs);
    if (point !== 'before the last write') expect(lostMs).toBe(0);
  } finally {
    release();
    await capture.close();
  }
}

test(
  'a crash while a recording ends loses only audio that is in its gap map',
  async () => {
    const ends = fc.record({
      point: fc.constantFrom(...POINTS),
      how: fc.constantFrom('stop', 'hang-up'),
      trimSilence: fc.boolean(),
      silence: fc.nat({ max: 40 }),
      flushed: fc.integer({ min: 1, max: 60 }),
      unflushed: fc.nat({ max: 60 }),
    });
    await fc.assert(fc.asyncProperty(ends, crashAtEnd), seeded('crash at the end', CASES));
  },
  PROPERTY_TIMEOUT_MS,
);
