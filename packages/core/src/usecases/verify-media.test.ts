import { ManualClock, MemoryCatalog, MemoryMediaStore, SequenceIds } from '@tricord/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Recording } from '../recording.ts';
import type { MediaFinding } from './media-finding.ts';
import {
  type VerificationPlace,
  type VerificationStep,
  type VerifyMediaOptions,
  verifyMedia,
} from './verify-media.ts';

const ACME = SequenceIds.nth(9001);
const OTHER = SequenceIds.nth(9002);

let catalog: MemoryCatalog;
let media: MemoryMediaStore;
let clock: ManualClock;
beforeEach(() => {
  catalog = new MemoryCatalog();
  media = new MemoryMediaStore();
  clock = new ManualClock();
});

const soundOf = (n: number) => Buffer.from(`the audio of recording ${n}`);

/** The n-th recording, ended, with its audio in the store. */
async function store(n: number, change: Partial<Recording> = {}): Promise<Recording> {
  const id = SequenceIds.nth(n);
  const stored = media.put(id, soundOf(n));
  const recording: Recording = {
    id,
    accountId: ACME,
    name: `call ${n}`,
    target: { kind: 'session', sessionId: SequenceIds.nth(9000) },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: 'done',
    muted: false,
    createdAt: n,
    updatedAt: n,
    pausedMs: 0,
    skippedMs: 0,
    media: { durationMs: 1, sampleRateHz: 8000, channels: 1, gaps: [], ...stored },
    ...change,
  };
  await catalog.recordings.insert(recording);
  return recording;
}

/** Runs all steps of a verification, advancing the clock while it waits. */
async function run(options: VerifyMediaOptions = {}): Promise<VerificationStep[]> {
  const deps = { inventory: catalog.inventory, media, clock };
  const steps: VerificationStep[] = [];
  const verification = verifyMedia(deps, options);
  for (;;) {
    let next: IteratorResult<VerificationStep> | undefined;
    void verification.next().then((result) => {
      next = result;
    });
    while (next === undefined) {
      await new Promise(setImmediate);
      clock.advance(1000);
    }
    if (next.done === true) return steps;
    steps.push(next.value);
  }
}

const findingsOf = (steps: readonly VerificationStep[]) => steps.flatMap((step) => step.findings);
const kinds = (findings: readonly MediaFinding[]) =>
  Object.fromEntries(findings.map(({ key, kind }) => [key, kind]));

describe('the findings', () => {
  test('are empty if catalog and store agree, including live recordings and those without audio', async () => {
    await store(1);
    await store(2, { state: 'failed' });
    const { media: _none, ...silent } = await store(3, { name: 'gone' });
    await catalog.recordings.remove(ACME, silent.id);
    await catalog.recordings.insert({ ...silent, state: 'failed' });
    await media.delete(silent.id);
    const { media: _open, ...live } = await store(4, { name: 'live' });
    await catalog.recordings.update(ACME, live.id, () => ({ ...live, state: 'finishing' }));
    media.put(`${SequenceIds.nth(1)}.v1.8000.1.mp3`, soundOf(1));
    media.put('renditions.index', Buffer.from('a list'));
    const steps = await run();
    expect(findingsOf(steps)).toEqual([]);
    expect(steps.map(({ looked }) => looked)).toEqual([2, 5]);
  });

  test('are audio that is missing, truncated, changed, unreadable or orphaned, in any account', async () => {
    const [missing, truncated, longer, changed, folder] = await Promise.all([
      store(1),
      store(2, { accountId: OTHER }),
      store(3),
      store(4),
      store(5),
    ]);
    media.damage(missing.id, 'missing');
    media.damage(truncated.id, 'truncated');
    media.put(longer.id, Buffer.concat([soundOf(3), Buffer.alloc(1)]));
    media.damage(changed.id, 'changed');
    const stat = media.stat.bind(media);
    media.stat = (key) => (key === folder.id ? Promise.reject(new Error('a folder')) : stat(key));
    const orphan = SequenceIds.nth(77);
    media.put(orphan, soundOf(77));
    media.put(`${orphan}.v1.8000.1.mp3`, soundOf(7));
    const findings = findingsOf(await run());
    expect(kinds(findings)).toEqual({
      [missing.id]: 'missing',
      [truncated.id]: 'truncated',
      [longer.id]: 'changed',
      [changed.id]: 'changed',
      [folder.id]: 'unreadable',
      [orphan]: 'orphaned',
      [`${orphan}.v1.8000.1.mp3`]: 'orphaned',
    });
    expect(findings.find(({ key }) => key === truncated.id)).toEqual({
      kind: 'truncated',
      key: truncated.id,
      recording: { id: truncated.id, accountId: OTHER, name: 'call 2' },
      expected: { bytes: truncated.media?.bytes, sha256: truncated.media?.sha256 },
      found: { bytes: soundOf(2).length - 1 },
    });
    expect(findings.find(({ key }) => key === folder.id)).toMatchObject({ cause: 'a folder' });
    expect(findings.find(({ key }) => key === orphan)).toEqual({
      kind: 'orphaned',
      key: orphan,
      found: { bytes: soundOf(77).length },
    });
  });

  test('by length need no reading of audio', async () => {
    const [changed, truncated] = [await store(1), await store(2)];
    media.damage(changed.id, 'changed');
    media.damage(truncated.id, 'truncated');
    media.read = () => Promise.reject(new Error('nothing is to be read'));
    expect(kinds(findingsOf(await run({ lengthsOnly: true })))).toEqual({
      [truncated.id]: 'truncated',
    });
  });

  test('for one account include no others, and no orphans', async () => {
    const [ours, theirs] = [await store(1), await store(2, { accountId: OTHER })];
    for (const { id } of [ours, theirs]) media.damage(id, 'missing');
    media.put(SequenceIds.nth(77), soundOf(7));
    const steps = await run({ accountId: ACME });
    expect(kinds(findingsOf(steps))).toEqual({ [ours.id]: 'missing' });
    expect(steps.at(-1)?.next).toBeUndefined();
  });
});

describe('concurrent changes', () => {
  test('a recording that is deleted between the catalog and the store is not a finding', async () => {
    const { id } = await store(1);
    const stat = media.stat.bind(media);
    media.stat = async (key) => {
      await catalog.recordings.remove(ACME, id);
      await media.delete(id);
      return stat(key);
    };
    expect(findingsOf(await run())).toEqual([]);
  });

  test('audio whose recording was just deleted, or is about to be added, is not an orphan', async () => {
    const [going, coming] = [SequenceIds.nth(1), SequenceIds.nth(2)];
    for (const key of [going, `${going}.v1.mp3`, coming]) media.put(key, soundOf(1));
    clock.after(4000, () => {
      for (const key of [going, `${going}.v1.mp3`]) media.damage(key, 'missing');
      void store(2);
    });
    expect(findingsOf(await run())).toEqual([]);
  });
});

describe('steps', () => {
  test('can resume from any position, with the same findings', async () => {
    for (let n = 1; n <= 65; n += 1) await store(n);
    for (const n of [3, 25, 64]) media.damage(SequenceIds.nth(n), 'truncated');
    media.put(SequenceIds.nth(99), soundOf(99));
    const whole = await run();
    expect(whole.map(({ looked }) => looked)).toEqual([20, 20, 20, 5, 66]);
    const before: MediaFinding[] = [];
    let from: VerificationPlace | undefined;
    for (const step of whole) {
      const rest = findingsOf(await run(from === undefined ? {} : { from }));
      expect([...before, ...rest]).toEqual(findingsOf(whole));
      before.push(...step.findings);
      from = step.next;
    }
    expect(from).toBeUndefined();
  });

  test('stop after the current recording when aborted, and report no partial step', async () => {
    for (let n = 1; n <= 30; n += 1) await store(n);
    const controller = new AbortController();
    const stat = media.stat.bind(media);
    let looks = 0;
    media.stat = (key) => {
      looks += 1;
      if (looks === 25) controller.abort();
      return stat(key);
    };
    const steps = await run({ signal: controller.signal });
    expect(steps.map(({ next }) => next)).toEqual([
      { pass: 'recordings', afterId: SequenceIds.nth(20) },
    ]);
    expect(looks).toBe(25);
  });
});

test('exactly the damaged recordings are found, in every combination of four neighbors', async () => {
  const fates = ['whole', 'missing', 'truncated', 'changed', 'orphaned'] as const;
  for (let mix = 0; mix < fates.length ** 4; mix += 1) {
    catalog = new MemoryCatalog();
    media = new MemoryMediaStore();
    const expected: Record<string, string> = {};
    for (let n = 0; n < 4; n += 1) {
      const kind = fates[Math.floor(mix / fates.length ** n) % fates.length] ?? 'whole';
      const { id } = await store(n);
      if (kind === 'orphaned') await catalog.recordings.remove(ACME, id);
      else if (kind !== 'whole') media.damage(id, kind);
      if (kind !== 'whole') expected[id] = kind;
    }
    expect(kinds(findingsOf(await run()))).toEqual(expected);
  }
});
