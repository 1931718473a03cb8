import {
  AUDIT_GENESIS,
  type AuditEntry,
  auditHash,
  type Catalog,
  type NewAuditEntry,
  type Recording,
  verifyAudit,
} from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import type { WithCatalog } from './with-catalog.ts';

const AT = Date.UTC(2026, 0, 2, 3, 4, 5);

/** The n-th entry, a second after the previous one. */
function newEntry(n: number, change: Partial<NewAuditEntry> = {}): NewAuditEntry {
  return {
    at: AT + n * 1000,
    accountId: ACME,
    actor: { username: 'user1', via: 'imagicle', address: '192.0.2.7' },
    action: 'recording.download',
    recordingId: idOf(n),
    details: {},
    ...change,
  };
}

async function kept(catalog: Catalog, accountId = ACME): Promise<readonly AuditEntry[]> {
  return (await catalog.audit.list({ accountId, limit: 1000, order: 'oldest' })).items;
}

/** The audit log: order, chaining and paging. */
export function auditContract(withCatalog: WithCatalog): void {
  describe('the audit log', () => {
    test(
      'stores each entry completely, chained to the previous one of its account',
      withCatalog(async (catalog) => {
        const odd = { b: 'x"\n\u2028', 10: 7, a: true, fraction: 0.5, ключ: '\ud800' };
        const first = await catalog.audit.append(newEntry(1, { details: odd }));
        await catalog.audit.append(newEntry(1, { accountId: OTHER }));
        const second = await catalog.audit.append(
          newEntry(2, { actor: { via: 'system' }, subject: 'd\u0000\ud83d', recordingId: idOf(1) }),
        );
        expect(first).toMatchObject({ seq: 1, prevHash: AUDIT_GENESIS });
        expect(second).toMatchObject({ seq: 2, prevHash: first.hash, subject: 'd\u0000\ufffd' });
        expect(first.details).toEqual({ ...odd, fraction: '0.5', ключ: '\ufffd' });
        expect(await kept(catalog)).toEqual([first, second]);
        expect(await kept(catalog, OTHER)).toMatchObject([{ seq: 1, prevHash: AUDIT_GENESIS }]);
        for (const entry of await kept(catalog)) expect(auditHash(entry)).toBe(entry.hash);
        expect(await catalog.audit.accounts()).toEqual([OTHER, ACME].sort());
        for (const accountId of [ACME, OTHER]) {
          expect(await verifyAudit({ catalog }, accountId)).toMatchObject({ intact: true });
        }
      }),
    );

    test(
      'is listed by time in both directions, in pages, filtered by recording, user, action and time',
      withCatalog(async ({ audit }) => {
        // The clock went back once: the third entry has the earliest time, but was stored second to last.
        const times = [2, 3, 1, 4, 4];
        for (const [i, n] of times.entries()) {
          await audit.append(
            newEntry(n, {
              recordingId: idOf(i % 2),
              actor: i === 0 ? { via: 'system' } : { username: i === 1 ? 'Bob' : 'ann', via: 'x' },
              action: i < 2 ? 'recording.delete' : 'recording.pause',
            }),
          );
        }
        const seqs = async (filter: object) =>
          (await audit.list({ accountId: ACME, limit: 10, ...filter })).items.map(({ seq }) => seq);
        expect(await seqs({})).toEqual([5, 4, 2, 1, 3]);
        expect(await seqs({ order: 'oldest' })).toEqual([3, 1, 2, 4, 5]);
        expect(await seqs({ recordingId: idOf(0) })).toEqual([5, 1, 3]);
        expect(await seqs({ username: 'bOB' })).toEqual([2]);
        expect(await seqs({ username: 'ANN', order: 'oldest' })).toEqual([3, 4, 5]);
        expect(await seqs({ action: 'recording.delete' })).toEqual([2, 1]);
        expect(await seqs({ action: 'recording.pause', recordingId: idOf(0) })).toEqual([5, 3]);
        expect(await seqs({ action: 'recording.mute' })).toEqual([]);
        const time = { from: AT + 2000, until: AT + 4000 };
        expect(await seqs(time)).toEqual([2, 1]);
        expect(await seqs({ ...time, order: 'oldest' })).toEqual([1, 2]);
        expect(await seqs({ ...time, username: 'bob' })).toEqual([2]);

        for (const query of [
          { accountId: ACME, limit: 2 },
          { accountId: ACME, limit: 2, order: 'oldest' as const },
          { accountId: ACME, limit: 1, username: 'ann', from: AT + 1000 },
        ]) {
          const whole = await seqs({ ...query, limit: 10 });
          const walked: number[] = [];
          let page = await audit.list(query);
          walked.push(...page.items.map(({ seq }) => seq));
          while (page.next !== undefined) {
            page = await audit.list({ ...query, after: page.next });
            walked.push(...page.items.map(({ seq }) => seq));
          }
          expect(walked).toEqual(whole);
        }
        const { next = '' } = await audit.list({ accountId: ACME, limit: 1 });
        for (const wrong of [
          { after: 'nonsense' },
          { after: next, username: 'ann' },
          { limit: 0 },
          { limit: 1001 },
        ]) {
          await expect(audit.list({ accountId: ACME, limit: 1, ...wrong })).rejects.toMatchObject({
            code: 'invalid-argument',
            details: { parameter: 'after' in wrong ? 'after' : 'limit' },
          });
        }
      }),
    );

    test(
      'is read in ranges, and reports its end',
      withCatalog(async ({ audit }) => {
        expect(await audit.segment(ACME, undefined, 10)).toEqual({ links: [] });
        const entries: AuditEntry[] = [];
        for (const n of [1, 2, 3]) entries.push(await audit.append(newEntry(n)));
        const head = { seq: 3, hash: entries[2]?.hash };
        const links = entries.map((entry) => ({ seq: entry.seq, entry }));
        expect(await audit.segment(ACME, undefined, 2)).toEqual({ links: links.slice(0, 2), head });
        expect(await audit.segment(ACME, 2, 2)).toEqual({ links: links.slice(2), head });
        expect(await audit.segment(ACME, 3, 2)).toEqual({ links: [], head });
        expect(await audit.segment(OTHER, undefined, 2)).toEqual({ links: [] });
      }),
    );

    test(
      'stores the entry of a change if and only if the change is stored',
      withCatalog(async (catalog) => {
        const { recordings } = catalog;
        const recording = recordingOf(1, { state: 'done' });
        const entry = newEntry(1);
        await recordings.insert(recording, [], { ...entry, action: 'recording.upload' });
        await expect(recordings.insert(recording, [], entry)).rejects.toThrow();
        const note = { ...entry, action: 'recording.preserve' } as const;
        await recordings.update(ACME, recording.id, (r) => ({ ...r, note: 'kept' }), note);
        const applied = (r: Recording) => ({ recording: { ...r, muted: true }, events: [] });
        await recordings.apply(ACME, recording.id, applied, { ...entry, action: 'recording.mute' });
        const failing = () => {
          throw new Error('changed my mind');
        };
        await expect(recordings.update(ACME, recording.id, failing, entry)).rejects.toThrow('mind');
        await expect(recordings.apply(ACME, recording.id, failing, entry)).rejects.toThrow('mind');
        // No change, no entry.
        await recordings.update(ACME, recording.id, (r) => r, entry);
        await recordings.apply(ACME, recording.id, (r) => ({ recording: r, events: [] }), entry);
        await recordings.update(ACME, idOf(9), (r) => ({ ...r }), entry);
        expect(await recordings.apply(ACME, idOf(9), applied, entry)).toBeUndefined();
        const audit = { ...entry, action: 'recording.delete' } as const;
        const unless = { audit, wanted: () => false };
        expect(await recordings.remove(ACME, recording.id, [], unless)).toBeUndefined();
        expect(await recordings.get(ACME, recording.id)).toMatchObject({
          note: 'kept',
          muted: true,
        });
        const wanted = ({ note: written }: Recording) => written === 'kept';
        await recordings.remove(ACME, recording.id, [], { audit, wanted });
        expect(await recordings.remove(ACME, recording.id, [], { audit })).toBeUndefined();
        expect((await kept(catalog)).map(({ action }) => action)).toEqual([
          'recording.upload',
          'recording.preserve',
          'recording.mute',
          'recording.delete',
        ]);
      }),
    );
  });
}
