import type { RecorderCommand, Recording } from '@tricord/core';
import { PROPERTY_TIMEOUT_MS, seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ACCOUNT,
  FRAME_MS,
  openTestCapture,
  type TestCapture,
} from '../../testing/test-capture.ts';

const CASES = 60;
const RATE_HZ = 8000;
const FRAME = (RATE_HZ * FRAME_MS) / 1000;

type Switch = 'pause' | 'resume' | 'mute' | 'unmute';

/** An operation, and how many frames arrive before and after the catalog's response. */
interface Deed {
  readonly what: Switch | 'describe';
  readonly refused: boolean;
  readonly meanwhile: number;
  readonly after: number;
}

/** A catalog whose responses to changes are controlled by the test. */
class SlowCatalog {
  readonly #waiting: ((refused: boolean) => void)[] = [];
  #isOpen = false;

  constructor({ recordings }: TestCapture['catalog']) {
    const apply = recordings.apply.bind(recordings);
    recordings.apply = async (...given) => {
      const refused = await new Promise<boolean>((resolve) => {
        if (this.#isOpen) resolve(false);
        else this.#waiting.push(resolve);
      });
      if (refused) throw new Error('database is locked');
      return apply(...given);
    };
  }

  /** Completes all pending changes. */
  async answer(refused: boolean): Promise<void> {
    await turns();
    for (const answer of this.#waiting.splice(0)) answer(refused);
    await turns();
  }

  /** Completes changes immediately from now on. */
  open(): void {
    this.#isOpen = true;
    for (const answer of this.#waiting.splice(0)) answer(false);
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
}

const command = (what: Switch): RecorderCommand =>
  what === 'pause' ? { type: what, behavior: 'skip' } : { type: what };

async function play(deeds: readonly Deed[], refusesStop: boolean): Promise<void> {
  const capture = await openTestCapture();
  const session = await capture.call();
  const recording = await capture.record(session);
  const slow = new SlowCatalog(capture.catalog);
  try {
    const known = () => capture.catalog.recordings.get(ACCOUNT, recording.id);
    let heard = 0;
    const kept: number[] = [];
    const speak = async (frames: number) => {
      const { state, muted } = (await known()) as Recording;
      for (let n = 0; n < frames; n++) {
        capture.clock.advance(FRAME_MS);
        heard += 1;
        const frame = new Int16Array(FRAME).fill(heard);
        session.tracks[0]?.push(frame, RATE_HZ, capture.clock.monotonicMs());
        if (state === 'recording') kept.push(muted ? 0 : heard);
      }
    };
    await speak(5);
    for (const { what, refused, meanwhile, after } of deeds) {
      const answer =
        what === 'describe'
          ? capture.describe(session.id, { remote: { firstName: `Ann ${heard}` } })
          : capture.recorder.command(ACCOUNT, recording.id, command(what));
      const answered = answer.catch(() => undefined);
      await turns();
      await speak(meanwhile);
      let isAnswered = false;
      void answered.then(() => {
        isAnswered = true;
      });
      while (!isAnswered) await slow.answer(refused);
      await speak(after);
    }
    const stopped = capture.recorder.command(ACCOUNT, recording.id, { type: 'stop' });
    stopped.catch(() => undefined);
    await slow.answer(refusesStop);
    slow.open();
    await capture.recorder.settled(ACCOUNT, recording.id);
    const done = await known();
    const [samples = new Int16Array()] = (await capture.audio(recording)).channels;
    expect([...samples].filter((_, at) => at % FRAME === 0)).toEqual(kept);
    expect(done?.media?.durationMs).toBe(kept.length * FRAME_MS);
    expect(done?.skippedMs).toBe((heard - kept.length) * FRAME_MS);
  } finally {
    slow.open();
    await capture.close();
  }
}

test(
  'pauses and mutes in the catalog match the file, whichever of them the catalog rejects',
  async () => {
    const deeds = fc.array(
      fc.record({
        what: fc.constantFrom<Deed['what']>('pause', 'resume', 'mute', 'unmute', 'describe'),
        refused: fc.boolean(),
        meanwhile: fc.nat({ max: 8 }),
        after: fc.nat({ max: 8 }),
      }),
      { maxLength: 8 },
    );
    await fc.assert(fc.asyncProperty(deeds, fc.boolean(), play), seeded('refused switches', CASES));
  },
  PROPERTY_TIMEOUT_MS,
);
