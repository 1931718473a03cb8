import { createTestCore, type TestCore } from '@tricord/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, type Recording } from '../recording.ts';
import { isOutsideRetention, type RetentionPolicy } from '../retention.ts';
import { expiredRecordings } from './expired-recordings.ts';
import { deleteExpired, sumExpired } from './retention.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const DAY = 24 * 60 * 60 * 1000;
/** Keeps the account's calls for 30 days, those of 101 for 7, and those of SEP9 for a year. */
const POLICY: RetentionPolicy = {
  maxAgeDays: 30,
  lines: [
    { directoryNumber: '101', maxAgeDays: 7 },
    { deviceName: 'SEP9', maxAgeDays: 365 },
  ],
};

let core: TestCore;
beforeEach(() => {
  core = createTestCore();
});

/** A recording of a call that began this many days ago. */
async function aged(days: number, change: Partial<Recording> = {}): Promise<Recording> {
  const startedAt = core.clock.now() - days * DAY;
  const id = core.ids.uuid();
  const { sha256, bytes } = core.media.put(id, Buffer.alloc(100));
  const recording: Recording = {
    id,
    accountId: ACME,
    name: id,
    target: { kind: 'session', sessionId: core.ids.uuid() },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: 'done',
    muted: false,
    createdAt: startedAt,
    updatedAt: startedAt,
    startedAt,
    pausedMs: 0,
    skippedMs: 0,
    media: { durationMs: 1, sampleRateHz: 8000, channels: 1, bytes, sha256, gaps: [] },
    ...change,
  };
  await core.catalog.recordings.insert(recording);
  return recording;
}

const on = (line: Recording['call']['line']): Partial<Recording> => ({
  call: { line, direction: 'unknown', local: {}, remote: {}, metadata: {} },
});

async function left(): Promise<readonly string[]> {
  const { items } = await core.catalog.recordings.list({ accountId: ACME, limit: 1000 });
  return items.map(({ id }) => id).sort();
}

const failures: unknown[] = [];
const watch = (goesOn = () => true) => ({
  goesOn,
  deleted: () => {},
  failed: (error: unknown) => failures.push(error),
});

const idsOf = (recordings: readonly Recording[]) => recordings.map(({ id }) => id).sort();

test('deletes only what has expired by the rule of its line, or else by the account’s', async () => {
  const kept = [
    await aged(29),
    await aged(6, on({ directoryNumber: '101' })),
    await aged(300, on({ deviceName: 'SEP9' })),
    await aged(90, { preserved: true }),
    await aged(90, { state: 'recording' }),
    await aged(400, { accountId: '820796a0-8ee9-4350-83bd-2d07a3121f1e' }),
  ].filter(({ accountId }) => accountId === ACME);
  const gone = [
    await aged(31),
    await aged(8, on({ directoryNumber: '101', deviceName: 'SEP9' })),
    await aged(366, on({ deviceName: 'SEP9' })),
    await aged(40, { state: 'failed' }),
    await aged(50, { state: 'canceled', createdAt: core.clock.now() }),
  ];
  const sum = { recordings: gone.length, bytes: gone.length * 100 };
  expect(await sumExpired(core, ACME, POLICY)).toEqual(sum);
  expect(await left()).toHaveLength(kept.length + gone.length);

  expect(await deleteExpired(core, ACME, POLICY, watch())).toEqual(sum);
  expect(await left()).toEqual(idsOf(kept));
  for (const { id } of gone) expect(await core.media.stat(id)).toBeUndefined();
  const { items } = await core.catalog.audit.list({ accountId: ACME, limit: 100 });
  expect(items.map(({ recordingId }) => String(recordingId)).sort()).toEqual(idsOf(gone));
  for (const entry of items) {
    expect(entry).toMatchObject({ action: 'retention.delete', actor: { via: 'system' } });
  }
  expect(await deleteExpired(core, ACME, POLICY, watch())).toEqual({ recordings: 0, bytes: 0 });
});

test('keeps everything by default; a line may still have a limit', async () => {
  await aged(10_000);
  const old = await aged(10_000, on({ directoryNumber: '101' }));
  expect(await sumExpired(core, ACME, { lines: [] })).toEqual({ recordings: 0, bytes: 0 });
  const policy = { lines: [{ directoryNumber: '101', maxAgeDays: 1 }] };
  expect(await sumExpired(core, ACME, policy)).toEqual({ recordings: 1, bytes: 100 });
  await deleteExpired(core, ACME, policy, watch());
  expect(await core.catalog.recordings.get(ACME, old.id)).toBeUndefined();
});

test('pages contain each recording once, whatever the rules and their order', async () => {
  for (let n = 0; n < 12; n += 1) {
    await aged(400 + n, on(n % 3 === 0 ? { directoryNumber: '101', deviceName: 'SEP9' } : {}));
    await aged(400 + n, on({ deviceName: n % 2 === 0 ? 'SEP9' : 'SEP8' }));
  }
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const query = { accountId: ACME, policy: POLICY, limit: 5 };
    const page = await expiredRecordings(core, { ...query, ...(after && { after }) });
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
    core.clock.advance(1000);
  } while (after !== undefined);
  expect([...seen].sort()).toEqual(await left());

  for (const wrong of ['', 'x', '7.', '0.nonsense', '-1.']) {
    const query = { accountId: ACME, policy: POLICY, limit: 5, after: wrong };
    await expect(expiredRecordings(core, query)).rejects.toMatchObject({
      code: 'invalid-argument',
      details: { parameter: 'after' },
    });
  }
});

describe('a deletion', () => {
  test('spares what has been preserved since it was examined', async () => {
    const rescued = await aged(50);
    const lost = await aged(60);
    const { forget } = core.renditions;
    core.renditions.forget = async (id) => {
      // The second one is preserved while the first one is being deleted.
      await core.catalog.recordings.update(ACME, rescued.id, (r) => ({ ...r, preserved: true }));
      await forget.call(core.renditions, id);
    };
    await deleteExpired(core, ACME, POLICY, watch());
    expect(await left()).toEqual([rescued.id]);
    expect(await core.catalog.recordings.get(ACME, lost.id)).toBeUndefined();
  });

  test('can be stopped', async () => {
    for (let n = 0; n < 5; n += 1) await aged(50);
    let gone = 0;
    const sum = await deleteExpired(core, ACME, POLICY, {
      ...watch(() => gone < 2),
      deleted: () => {
        gone += 1;
      },
    });
    expect(sum.recordings).toBe(2);
    expect(await left()).toHaveLength(3);
  });

  test('does not happen if it cannot be audited', async () => {
    await aged(50);
    core.catalog.audit.full = true;
    failures.length = 0;
    expect(await deleteExpired(core, ACME, POLICY, watch())).toMatchObject({ recordings: 0 });
    expect(failures).toHaveLength(1);
    expect(await left()).toHaveLength(1);
  });
});

describe('isOutsideRetention', () => {
  const now = 1000 * DAY;
  const outside = (days: number, line = {}) =>
    isOutsideRetention(POLICY, { line }, now - days * DAY, now);
  test('depends on the start of the call, to the millisecond', () => {
    expect(outside(30)).toBe(false);
    expect(isOutsideRetention(POLICY, { line: {} }, now - 30 * DAY - 1, now)).toBe(true);
  });
  test('applies the first rule that matches the line, before the account’s', () => {
    expect(outside(8, { directoryNumber: '101' })).toBe(true);
    expect(outside(8, { directoryNumber: '102' })).toBe(false);
    expect(outside(300, { deviceName: 'SEP9', directoryNumber: '102' })).toBe(false);
    expect(outside(300, { deviceName: 'SEP9', directoryNumber: '101' })).toBe(true);
  });
  test('requires both the number and the device of a rule to match', () => {
    const lines = [{ deviceName: 'A', directoryNumber: '1', maxAgeDays: 1 }];
    const of = (line: object) => isOutsideRetention({ lines }, { line }, now - 2 * DAY, now);
    expect(of({ deviceName: 'A', directoryNumber: '1' })).toBe(true);
    expect(of({ deviceName: 'A', directoryNumber: '2' })).toBe(false);
    expect(of({ directoryNumber: '1' })).toBe(false);
  });
});
