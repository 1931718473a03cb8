import { describe, expect, test } from 'vitest';
import { type AuditEntry, type AuditHead, chainEntry, type NewAuditEntry } from '../audit.ts';
import type { AuditLink } from '../ports/audit.ts';
import { verifyAudit } from './verify-audit.ts';

const ACCOUNT = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

/** A log with this many entries, and its head. */
function logOf(length: number): { entries: AuditEntry[]; head: AuditHead | undefined } {
  const entries: AuditEntry[] = [];
  for (let n = 0; n < length; n += 1) entries.push(chainEntry(entries.at(-1), newEntry(n)));
  return { entries, head: entries.at(-1) };
}

function newEntry(n: number): NewAuditEntry {
  return {
    at: n,
    accountId: ACCOUNT,
    actor: { username: `user${n}`, via: 'native', address: '192.0.2.1' },
    action: 'recording.download',
    recordingId: `recording ${n}`,
    subject: `subject ${n}`,
    details: { n },
  };
}

/** The result of verifying these rows. */
function walk(rows: readonly AuditLink[], head: AuditHead | undefined, expected?: AuditHead) {
  const sorted = rows.toSorted((a, b) => a.seq - b.seq);
  const segment = async (_: string, after: number | undefined, limit: number) => ({
    links: sorted.filter(({ seq }) => after === undefined || seq > after).slice(0, limit),
    ...(head === undefined ? {} : { head: { seq: head.seq, hash: head.hash } }),
  });
  return verifyAudit({ catalog: { audit: { segment } } }, ACCOUNT, expected);
}

const linksOf = (entries: readonly AuditEntry[]): AuditLink[] =>
  entries.map((entry) => ({ seq: entry.seq, entry }));

describe('an unmodified log', () => {
  test.each([0, 1, 499, 500, 501, 1203])('of %d entries is intact', async (length) => {
    const { entries, head } = logOf(length);
    const verdict = await walk(linksOf(entries), head);
    expect(verdict).toMatchObject({ intact: true, entries: length });
    expect(verdict.head?.seq).toBe(head?.seq);
  });

  test('matches only the head that was noted earlier', async () => {
    const { entries, head } = logOf(10);
    const noted = entries[4];
    expect(await walk(linksOf(entries), head, noted)).toMatchObject({ intact: true });
    const other = { seq: 5, hash: 'f'.repeat(64) };
    expect(await walk(linksOf(entries), head, other)).toMatchObject({
      intact: false,
      entries: 4,
      broken: { seq: 5, damage: 'unexpected' },
    });
    // A shorter log, rewritten completely, is detected only by a head noted elsewhere.
    const forged = logOf(3);
    expect(await walk(linksOf(forged.entries), forged.head)).toMatchObject({ intact: true });
    expect(await walk(linksOf(forged.entries), forged.head, noted)).toMatchObject({
      broken: { seq: 4, damage: 'removed' },
    });
    for (const seq of [0, -1, 1.5, Number.NaN]) {
      await expect(walk([], undefined, { seq, hash: '' })).rejects.toMatchObject({
        details: { parameter: 'seq' },
      });
    }
  });
});

/** Every possible change of one field of an entry. */
const CHANGES: readonly ((entry: AuditEntry) => AuditEntry)[] = [
  (e) => ({ ...e, at: e.at + 1 }),
  (e) => ({ ...e, accountId: '' }),
  (e) => ({ ...e, actor: { ...e.actor, username: 'x' } }),
  (e) => ({ ...e, actor: { via: e.actor.via, address: '192.0.2.1' } }),
  (e) => ({ ...e, actor: { ...e.actor, via: 'x' } }),
  (e) => ({ ...e, actor: { ...e.actor, address: 'x' } }),
  (e) => ({ ...e, actor: { username: `user${e.seq - 1}`, via: e.actor.via } }),
  (e) => ({ ...e, action: 'recording.pause' }),
  (e) => ({ ...e, recordingId: 'x' }),
  ({ recordingId: _, ...e }) => e,
  (e) => ({ ...e, subject: 'x' }),
  ({ subject: _, ...e }) => e,
  (e) => ({ ...e, details: { n: -1 } }),
  (e) => ({ ...e, details: { ...e.details, more: true } }),
  (e) => ({ ...e, details: {} }),
  (e) => ({ ...e, prevHash: 'f'.repeat(64) }),
  (e) => ({ ...e, hash: 'f'.repeat(64) }),
];

test('any change of any field of any entry is detected and located', async () => {
  const { entries, head } = logOf(6);
  for (const [i, entry] of entries.entries()) {
    for (const change of CHANGES) {
      const rows = linksOf(entries.with(i, change(entry)));
      expect(await walk(rows, head)).toEqual({
        intact: false,
        entries: i,
        head: { seq: 6, hash: head?.hash },
        broken: { seq: i + 1, damage: 'changed' },
      });
    }
    const unreadable = linksOf(entries).with(i, { seq: i + 1 });
    expect((await walk(unreadable, head)).broken).toEqual({ seq: i + 1, damage: 'changed' });
  }
});

test('a change of an entry and its hash is detected by the next entry, or by the head', async () => {
  const { entries, head } = logOf(502);
  for (const i of [0, 3, 498, 499, 500, 501]) {
    const forged = chainEntry(entries[i - 1], { ...newEntry(i), actor: { via: 'nobody' } });
    expect((await walk(linksOf(entries.with(i, forged)), head)).broken).toEqual({
      seq: i + 1,
      damage: 'replaced',
    });
  }
});

test('the removal of any entry is detected, including the first and the last ones', async () => {
  const { entries, head } = logOf(7);
  for (const i of entries.keys()) {
    expect((await walk(linksOf(entries.toSpliced(i, 1)), head)).broken).toEqual({
      seq: i + 1,
      damage: 'removed',
    });
    expect((await walk(linksOf(entries.slice(0, i)), head)).broken).toEqual({
      seq: i + 1,
      damage: 'removed',
    });
    // The following entries were renumbered to hide the hole.
    const moved = entries.toSpliced(i, 1).map((entry, n) => ({ ...entry, seq: n + 1 }));
    expect((await walk(linksOf(moved), head)).broken).toEqual(
      i === 6 ? { seq: 7, damage: 'removed' } : { seq: i + 1, damage: 'changed' },
    );
  }
});

test('the insertion of any entry is detected', async () => {
  const { entries, head } = logOf(5);
  const stranger = chainEntry(entries[1], newEntry(99));
  for (const i of entries.keys()) {
    const rows = entries.toSpliced(i, 0, stranger).map((entry, n) => ({ ...entry, seq: n + 1 }));
    const { broken } = await walk(linksOf(rows), head);
    // If it is chained correctly to its predecessor, the next one is the first that is wrong.
    expect(broken?.seq).toBe(i === 2 ? 4 : i + 1);
  }
  const behind = [...entries, chainEntry(entries.at(-1), newEntry(99))];
  expect((await walk(linksOf(behind), head)).broken).toEqual({ seq: 6, damage: 'inserted' });
  for (const seq of [0, -3]) {
    const before = [{ ...stranger, seq }, ...entries];
    expect((await walk(linksOf(before), head)).broken).toEqual({ seq, damage: 'inserted' });
  }
});

test('the exchange of two entries is detected', async () => {
  const { entries, head } = logOf(6);
  for (let i = 0; i < 5; i += 1) {
    for (let j = i + 1; j < 6; j += 1) {
      const rows = entries.map((entry, n) => ({
        ...((n === i ? entries[j] : n === j ? entries[i] : entry) ?? entry),
        seq: n + 1,
      }));
      expect((await walk(linksOf(rows), head)).broken).toEqual({ seq: i + 1, damage: 'changed' });
    }
  }
});

test('a log whose head was changed or is missing is not intact', async () => {
  const { entries, head } = logOf(4);
  const rows = linksOf(entries);
  expect((await walk(rows, undefined)).broken).toEqual({ seq: 4, damage: 'head-missing' });
  expect((await walk(rows, { seq: 4, hash: 'x' })).broken).toEqual({ seq: 4, damage: 'replaced' });
  expect((await walk(rows, { seq: 3, hash: head?.hash ?? '' })).broken).toEqual({
    seq: 4,
    damage: 'inserted',
  });
  expect((await walk([], head)).broken).toEqual({ seq: 1, damage: 'removed' });
});
