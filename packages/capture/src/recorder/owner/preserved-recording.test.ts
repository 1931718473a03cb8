import {
  type ActingCore,
  type AuditAction,
  deleteRecording,
  discardRecording,
  isTricordError,
  muteRecording,
  pauseRecording,
  preserveRecording,
  type Recording,
  releaseRecording,
  resumeRecording,
  stopRecording,
} from '@tricord/core';
import { StoredRenditions, tone } from '@tricord/testkit';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../../testing/test-capture.ts';

/** Different in each run, unless set; part of the test's name. */
const SEED = Number(process.env.TRICORD_SEED ?? Date.now() % 1_000_000);
const CASES = Number(process.env.TRICORD_CASES ?? 200);

let capture: TestCapture;
let core: Pick<
  ActingCore,
  'catalog' | 'recorder' | 'clock' | 'events' | 'media' | 'renditions' | 'actor'
>;
beforeEach(async () => {
  capture = await openTestCapture();
  core = { ...capture, renditions: new StoredRenditions(capture.media) };
});
afterEach(() => capture.close());

const said = tone({ frequencyHz: 440, durationMs: 200, amplitude: 0.3 });
const stored = (id: string) => capture.catalog.recordings.get(ACCOUNT, id);
const hasAudio = async (id: string) => (await capture.media.stat(id)) !== undefined;

/** The audit log's entries about a recording, in the order of the transactions. */
async function deedsOf(recordingId: string): Promise<readonly AuditAction[]> {
  const query = { accountId: ACCOUNT, recordingId, limit: 1000, order: 'oldest' } as const;
  return (await capture.catalog.audit.list(query)).items.map(({ action }) => action);
}

const isMark = (action: AuditAction) =>
  action === 'recording.preserve' || action === 'recording.release';

test('a recording that is being discarded can no longer be preserved, even before the catalog knows', async () => {
  for (const waits of [false, true]) {
    const { id } = await capture.record(await capture.call());
    const discarded = discardRecording(core, ACCOUNT, { id });
    if (waits) await discarded;
    const preserved = preserveRecording(core, ACCOUNT, { id });
    await expect(preserved).rejects.toMatchObject({ code: 'recording-not-live' });
    await discarded;
    expect(await stored(id)).toMatchObject({ state: 'canceled' });
    expect(await stored(id)).not.toHaveProperty('preserved');
  }
});

describe('a live recording that is preserved', () => {
  test('stays preserved when it is done, and cannot be discarded or deleted until it is released', async () => {
    const session = await capture.call();
    const { id } = await capture.record(session);
    const marked = await preserveRecording(
      { ...core, actor: { via: 'test', username: 'ann' } },
      ACCOUNT,
      { id },
    );
    expect(marked).toMatchObject({
      state: 'recording',
      preserved: true,
      preservingUsername: 'ann',
    });
    expect(await stored(id)).toEqual(marked);
    speak(capture, [{ session, samples: said }]);
    await pauseRecording(core, ACCOUNT, { id }, 'skip');
    await capture.describe(session.id, { metadata: { ticket: '7' } });
    const kept = { code: 'recording-preserved' };
    await expect(discardRecording(core, ACCOUNT, { id })).rejects.toMatchObject(kept);

    await stopRecording(core, ACCOUNT, { id });
    expect(await stored(id)).toMatchObject({
      ...{ state: 'done', preserved: true, preservingUsername: 'ann' },
      call: { metadata: { ticket: '7' } },
      media: { durationMs: 200 },
    });
    await expect(deleteRecording(core, ACCOUNT, { id })).rejects.toMatchObject(kept);
    expect(await hasAudio(id)).toBe(true);
    await releaseRecording(core, ACCOUNT, { id });
    await deleteRecording(core, ACCOUNT, { id });
    expect([await stored(id), await hasAudio(id)]).toEqual([undefined, false]);
  });

  test('can be discarded once it is released', async () => {
    const { id } = await capture.record(await capture.call());
    await preserveRecording(core, ACCOUNT, { id });
    await releaseRecording(core, ACCOUNT, { id });
    const { recording } = await discardRecording(core, ACCOUNT, { id });
    expect(recording.state).toBe('canceled');
    expect(await deedsOf(id)).toEqual([
      'recording.start',
      'recording.preserve',
      'recording.release',
      'recording.discard',
    ]);
  });

  test('if the audit log cannot be written, is neither preserved nor released', async () => {
    const { id } = await capture.record(await capture.call());
    capture.catalog.audit.full = true;
    await expect(preserveRecording(core, ACCOUNT, { id })).rejects.toThrow('full');
    await pauseRecording(core, ACCOUNT, { id }, 'skip');
    expect(await stored(id)).not.toHaveProperty('preserved');
    capture.catalog.audit.full = false;
    await preserveRecording(core, ACCOUNT, { id });
    capture.catalog.audit.full = true;
    await expect(releaseRecording(core, ACCOUNT, { id })).rejects.toThrow('full');
    await stopRecording(core, ACCOUNT, { id });
    expect(await stored(id)).toMatchObject({ state: 'done', preserved: true });
  });
});

describe('a recording that would replace one that has been preserved meanwhile', () => {
  test.each(['overwrite', 'append'] as const)('is stored under its id (%s)', async (ifExists) => {
    const session = await capture.call();
    const old = await capture.record(session, {}, { name: 'x' });
    speak(capture, [{ session, samples: said }]);
    const before = await capture.stop(old);
    const heir = await capture.record(session, {}, { name: 'x', ifExists });
    speak(capture, [{ session, samples: said }]);
    await preserveRecording(core, ACCOUNT, { id: old.id });
    const done = await capture.stop(heir);

    expect(done).toMatchObject({ state: 'done', name: heir.id });
    expect(done.media?.durationMs).toBe(ifExists === 'append' ? 400 : 200);
    expect(await stored(heir.id)).toEqual(done);
    expect(await stored(old.id)).toMatchObject({ name: 'x', preserved: true, media: before.media });
    expect(await capture.audio(old)).toMatchObject({ durationMs: 200 });
    expect(capture.forgotten).toEqual([]);
    expect(capture.published.at(-1)).toMatchObject({ type: 'recording.finished', recording: done });
  });
});

/** Concurrent operations: on the live recording, and on the stored one that it will replace. */
const VERBS = {
  preserve: (id: string) => preserveRecording(core, ACCOUNT, { id }),
  release: (id: string) => releaseRecording(core, ACCOUNT, { id }),
  delete: (id: string) => deleteRecording(core, ACCOUNT, { id }),
  pause: (id: string) => pauseRecording(core, ACCOUNT, { id }, 'skip'),
  resume: (id: string) => resumeRecording(core, ACCOUNT, { id }),
  mute: (id: string) => muteRecording(core, ACCOUNT, { id }),
  stop: (id: string) => stopRecording(core, ACCOUNT, { id }),
  discard: (id: string) => discardRecording(core, ACCOUNT, { id }),
};
type Verb = keyof typeof VERBS;
interface Step {
  readonly verb: Verb;
  /** How long before it, in turns of the microtask queue. */
  readonly turns: number;
}

const turn = fc.nat({ max: 12 });
const steps = (...verbs: readonly Verb[]) =>
  fc.array(fc.record({ verb: fc.constantFrom(...verbs), turns: turn }), { maxLength: 6 });

const scenario = fc.record({
  ofHeir: steps('preserve', 'release', 'delete'),
  ofOld: steps('preserve', 'release', 'delete'),
  controls: steps('pause', 'resume', 'mute', 'stop', 'discard'),
  descriptions: fc.array(turn, { maxLength: 3 }),
  hangUp: fc.nat({ max: 60 }),
  /** How long the catalog takes, call by call. */
  delays: fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 20 }),
});

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await Promise.resolve();
}

/** Delays the start and end of calls to the catalog's recordings. */
function delayCatalog(delays: readonly number[]): () => void {
  const { recordings } = capture.catalog;
  let calls = 0;
  const late = <Args extends unknown[], R>(call: (...args: Args) => Promise<R>) => {
    return async (...args: Args): Promise<R> => {
      await turns(delays[calls++ % delays.length] ?? 0);
      const result = await call(...args);
      await turns(delays[calls++ % delays.length] ?? 0);
      return result;
    };
  };
  const { apply, get, remove } = recordings;
  recordings.apply = late(apply.bind(recordings));
  recordings.get = late(get.bind(recordings));
  recordings.remove = late(remove.bind(recordings));
  return () => Object.assign(recordings, { apply, get, remove });
}

/** One client, step by step. @returns the last acknowledged mark. */
async function run(id: string, todo: readonly Step[]): Promise<boolean> {
  let preserved = false;
  for (const { verb, turns: before } of todo) {
    await turns(before);
    try {
      await VERBS[verb](id);
      if (verb === 'preserve' || verb === 'release') preserved = verb === 'preserve';
    } catch (error) {
      const refused = ['recording-not-live', 'recording-not-found', 'recording-preserved'] as const;
      if (!refused.some((code) => isTricordError(error, code))) throw error;
    }
  }
  return preserved;
}

async function checkMarks(id: string, acknowledged: boolean): Promise<Recording | undefined> {
  const recording = await stored(id);
  const deeds = await deedsOf(id);
  const marks = deeds.filter(isMark);
  expect(marks).toEqual(
    marks.map((_, n) => (n % 2 === 0 ? 'recording.preserve' : 'recording.release')),
  );
  const preserved = marks.at(-1) === 'recording.preserve';
  if (recording === undefined) {
    // Deleted or replaced at a time when it was not preserved.
    expect(preserved).toBe(false);
  } else {
    expect(recording.preserved ?? false).toBe(preserved);
    expect(preserved).toBe(acknowledged);
  }
  return recording;
}

test(
  `no order of client operations loses a mark or a marked recording (${CASES} cases, seed ${SEED})`,
  async () => {
    const property = fc.asyncProperty(scenario, async (given) => {
      const from = capture.published.length;
      const session = await capture.call();
      const old = await capture.stop(await capture.record(session, {}, { name: session.id }));
      const heir = await capture.record(session, {}, { name: session.id, ifExists: 'overwrite' });
      const restore = delayCatalog(given.delays);
      const [ofOld, ofHeir] = await Promise.all([
        run(old.id, given.ofOld),
        run(heir.id, given.ofHeir),
        run(heir.id, given.controls),
        ...given.descriptions.map(async (before, n) => {
          await turns(before);
          await capture.describe(session.id, { metadata: { n: String(n) } });
        }),
        turns(given.hangUp).then(() => capture.end(session)),
      ]);
      restore();

      const oldNow = await checkMarks(old.id, ofOld);
      const heirNow = await checkMarks(heir.id, ofHeir);
      for (const event of capture.published.slice(from)) {
        if (event.type === 'recording.canceled') {
          expect(event.recording).not.toHaveProperty('preserved');
        }
      }
      if (oldNow !== undefined) expect(await hasAudio(old.id)).toBe(true);
      if (heirNow?.state === 'done') {
        expect(await hasAudio(heir.id)).toBe(true);
        expect(heirNow.name).toBe(oldNow === undefined ? heirNow.name : heir.id);
      } else if (heirNow !== undefined) {
        expect(heirNow.state).toBe('canceled');
      }
    });
    await fc.assert(property, { seed: SEED, numRuns: CASES });
  },
  CASES * 500,
);
