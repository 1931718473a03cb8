import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecordingEvent, type Recording, startRecording, type TricordEvent } from '@tricord/core';
import { PROPERTY_TIMEOUT_MS, seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LineRig, openLineRig, settled } from '../../testing/line-rig.ts';
import { ACCOUNT } from '../../testing/test-capture.ts';

type Fault = 'catalog' | 'directory' | 'space' | 'folder';

type Step =
  | { readonly do: 'speak'; readonly ms: number }
  | { readonly do: 'break' | 'mend'; readonly fault: Fault }
  | { readonly do: 'describe'; readonly number: string }
  | { readonly do: 'ask' }
  | { readonly do: 'drain' };

const fault = fc.constantFrom<Fault>('catalog', 'directory', 'space', 'folder');
const number = fc.constantFrom('101', '101', '102', '103');

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('speak' as const), ms: frames(1, 150) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('break' as const), fault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('mend' as const), fault }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('describe' as const), number }) },
  { weight: 1, arbitrary: fc.constant({ do: 'ask' as const }) },
);

const scenario = fc.record({
  number,
  broken: fc.uniqueArray(fault, { maxLength: 2 }),
  steps: fc.array(step, { maxLength: 12 }),
  drains: fc.boolean(),
  /** Whether everything works again before the call ends. */
  mends: fc.boolean(),
});

function frames(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max }).map((count) => 20 * count);
}

/** The state of the rig and the call so far. */
class Progress {
  readonly #rig: LineRig;
  readonly broken = new Set<Fault>();
  readonly everBroken = new Set<Fault>();
  /** The lines that the call has been on, and since when, monotonic milliseconds. */
  readonly lines: { readonly number: string; readonly sinceMs: number }[] = [];
  /** When its last audio arrived, monotonic milliseconds. */
  endedMs = 0;

  constructor(rig: LineRig) {
    this.#rig = rig;
  }

  get number(): string | undefined {
    return this.lines.at(-1)?.number;
  }

  onLine(directoryNumber: string): void {
    if (directoryNumber === this.number) return;
    this.lines.push({ number: directoryNumber, sinceMs: this.#rig.clock.monotonicMs() });
  }

  async set(which: Fault, isBroken: boolean): Promise<void> {
    if (this.broken.has(which) === isBroken) return;
    if (isBroken) {
      this.broken.add(which);
      this.everBroken.add(which);
    } else this.broken.delete(which);
    if (which === 'space') this.#rig.setSpace(!isBroken);
    else if (which === 'folder') await this.#rig.setFolder(!isBroken);
    else this.#rig.faults[which] = isBroken;
  }
}

async function carryOut(
  rig: LineRig,
  play: Progress,
  session: Awaited<ReturnType<LineRig['callOn']>>,
  one: Step,
): Promise<void> {
  switch (one.do) {
    case 'speak':
      return rig.speak(session, one.ms);
    case 'break':
      return play.set(one.fault, true);
    case 'mend':
      return play.set(one.fault, false);
    case 'describe': {
      const line = { deviceName: `SEP${one.number}`, directoryNumber: one.number };
      play.onLine(one.number);
      await rig.describe(session.id, { line });
      return settled();
    }
    case 'ask':
      // May well be refused; then the client gets the error.
      await startRecording(rig, {
        accountId: ACCOUNT,
        target: { sessionId: session.id },
        settings: { wholeCall: true },
        origin: { via: 'test' },
      }).catch(() => undefined);
      return;
    case 'drain':
      return rig.recorder.drain();
  }
}

const byLine = ({ origin }: Recording) => origin.via === 'line';
const lateReasons = ['overload', 'no-space', 'error'];
const frontOf = ({ media }: Recording) =>
  media?.gaps.find(({ reason }) => lateReasons.includes(reason));

test(
  'whatever fails, a call of an automatic line is recorded to its end, or has a failed recording',
  async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ number: first, broken, steps, drains, mends }) => {
        const rig = await openLineRig();
        try {
          const play = new Progress(rig);
          for (const each of broken) await play.set(each, true);
          await rig.speak(undefined, 5000);
          const session = await rig.callOn(first);
          play.onLine(first);
          for (const one of steps) await carryOut(rig, play, session, one);
          if (mends) {
            for (const each of [...play.broken]) await play.set(each, false);
            await untilRecorded(rig, play, session);
          }
          await rig.speak(session, 20);
          play.endedMs = rig.clock.monotonicMs();
          if (drains) await carryOut(rig, play, session, { do: 'drain' });
          await rig.end(session);
          for (const each of [...play.broken]) await play.set(each, false);
          // Lets pending reports be saved.
          for (let tries = 0; rig.retries > 0 && tries < 10; tries++)
            await rig.speak(undefined, 5000);

          await expectOutcome(rig, play, mends);
          expect(rig.retries).toBe(0);
          await rig.lines.close();
          await rig.recorder.close();
          if (!play.everBroken.has('folder'))
            expect(await readdir(join(rig.folder, 'live'))).toEqual(['ledger']);
        } finally {
          await rig.close();
        }
      }),
      seeded('orders of faults on a line', 300),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

/**
 * Waits until the call is being recorded, which may take long: repeated failures back off, and the disk, which does not
 * follow the manual clock, may be slow to fail.
 */
async function untilRecorded(
  rig: LineRig,
  play: Progress,
  session: Awaited<ReturnType<LineRig['callOn']>>,
) {
  const isLive = ({ state }: Recording) => state === 'recording';
  for (let tries = 0; play.number === '101' && tries < 2000; tries++) {
    await rig.speak(session, 2000);
    await rig.filesSettled();
    if ((await rig.recordings()).filter(byLine).some(isLive)) break;
  }
}

async function expectOutcome(rig: LineRig, play: Progress, mends: boolean): Promise<void> {
  await settled();
  const all = await rig.recordings();
  const recordings = all.filter(byLine);
  // Every recording has ended, and its end was published once.
  const ends = rig.published.filter(isEnd).map(({ recording }) => recording.id);
  expect(ends.sort()).toEqual(all.map(({ id }) => id).sort());
  // A call that is on an automatic line at its end has a recording, perhaps failed.
  if (play.number === '101') expect(recordings.length).toBeGreaterThan(0);
  if (play.number === '101' && mends) expect(recordings.at(-1)?.state).toBe('done');
  if (!play.lines.some(({ number: each }) => each === '101')) expect(recordings).toEqual([]);
  for (const recording of recordings) {
    if (recording.state === 'done') await expectComplete(rig, play, recording);
    else expect(recording.cause).toEqual(expect.any(String));
  }
}

/** The recording reaches to the end without a hole, and lists what is missing at its start. */
async function expectComplete(rig: LineRig, play: Progress, recording: Recording): Promise<void> {
  const spoken = await rig.spokenAt(recording);
  if (spoken === undefined) throw new Error('no audio');
  const missed = frontOf(recording)?.lengthMs ?? 0;
  expect(spoken.to).toBe(play.endedMs);
  const isFirst = (await rig.recordings()).filter(byLine)[0]?.id === recording.id;
  const wasKept = play.lines.some(({ number: each }) => each === '102');
  const since = play.lines
    .filter(({ number: each, sinceMs }) => each === '101' && sinceMs <= spoken.from)
    .map(({ sinceMs }) => spoken.from - sinceMs);
  const [mostMs, leastMs] = [since[0], since.at(-1)];
  expect(missed).toBeLessThanOrEqual(spoken.from);
  if (!isFirst || wasKept || mostMs === undefined || leastMs === undefined) return;
  // A line that the call was on only during an attempt may never have been looked up.
  expect(missed).toBeGreaterThanOrEqual(leastMs);
  // While the directory was broken, the call may have been on this line.
  if (!play.everBroken.has('directory')) expect(missed).toBeLessThanOrEqual(mostMs);
}

function isEnd(event: TricordEvent): event is Extract<TricordEvent, { recording: Recording }> {
  return (
    isRecordingEvent(event) &&
    ['recording.finished', 'recording.failed', 'recording.canceled'].includes(event.type)
  );
}
