import { AUDIT_GENESIS, type AuditHead, auditHash } from '../audit.ts';
import { TricordError } from '../errors.ts';
import type { AuditCatalog, AuditLink } from '../ports/audit.ts';

/**
 * What is wrong with an entry: it does not match its hash (`changed`); it matches, but its successor was chained to
 * another one (`replaced`); it is missing (`removed`); it was never appended (`inserted`); the record of the log's
 * end is missing (`head-missing`); it differs from the head noted elsewhere (`unexpected`).
 */
export type AuditDamage =
  | 'changed'
  | 'replaced'
  | 'removed'
  | 'inserted'
  | 'head-missing'
  | 'unexpected';

/** The result of verifying a log. */
export interface AuditVerdict {
  readonly intact: boolean;
  /** How many entries from the first one are intact. */
  readonly entries: number;
  /** Where the log ends. Note it elsewhere to detect a truncated log later. */
  readonly head?: AuditHead;
  /** The first entry that is not intact. */
  readonly broken?: { readonly seq: number; readonly damage: AuditDamage };
}

/** How many entries are verified before other work gets a turn. */
const SEGMENT_LENGTH = 500;

/**
 * Verifies an account's audit log and reports the first entry that was changed, removed or inserted. Entries
 * appended meanwhile are verified, too.
 * @param expected a head noted earlier, which must be in the log.
 * @throws TricordError `invalid-argument` when `expected` is not a valid position.
 */
export async function verifyAudit(
  { catalog: { audit } }: { readonly catalog: { readonly audit: Pick<AuditCatalog, 'segment'> } },
  accountId: string,
  expected?: AuditHead,
): Promise<AuditVerdict> {
  if (expected !== undefined && (!Number.isSafeInteger(expected.seq) || expected.seq < 1)) {
    throw new TricordError('invalid-argument', 'The log has no such position', {
      details: { parameter: 'seq' },
    });
  }
  let last: AuditHead = { seq: 0, hash: AUDIT_GENESIS };
  let from: number | undefined;
  for (;;) {
    const { links, head } = await audit.segment(accountId, from, SEGMENT_LENGTH);
    const more = links.length === SEGMENT_LENGTH;
    // Verifying an entry needs its successor.
    for (const [i, link] of links.slice(0, more ? -1 : undefined).entries()) {
      const successor = links[i + 1]?.entry?.prevHash ?? head?.hash;
      const broken = damageOf(link, last, successor, expected);
      if (broken !== undefined) return verdict(last, head, broken);
      last = { seq: link.seq, hash: link.entry?.hash ?? '' };
    }
    if (!more) return verdict(last, head, endDamage(last, head, expected));
    from = last.seq;
    await new Promise(setImmediate);
  }
}

type Broken = NonNullable<AuditVerdict['broken']>;

function damageOf(
  { seq, entry }: AuditLink,
  last: AuditHead,
  successor: string | undefined,
  expected: AuditHead | undefined,
): Broken | undefined {
  if (seq <= last.seq) return { seq, damage: 'inserted' };
  if (seq > last.seq + 1) return { seq: last.seq + 1, damage: 'removed' };
  if (entry === undefined || auditHash(entry) !== entry.hash) return { seq, damage: 'changed' };
  if (entry.prevHash !== last.hash) {
    // Both match their hashes. The one that its successor is chained to is the original.
    const vouched = successor === entry.hash && last.seq > 0;
    return { seq: vouched ? last.seq : seq, damage: 'replaced' };
  }
  if (expected?.seq === seq && expected.hash !== entry.hash) return { seq, damage: 'unexpected' };
  return undefined;
}

/** What is wrong with the end of a log whose chain is intact. */
function endDamage(
  last: AuditHead,
  head: AuditHead | undefined,
  expected: AuditHead | undefined,
): Broken | undefined {
  if (head === undefined) {
    if (last.seq > 0) return { seq: last.seq, damage: 'head-missing' };
  } else if (head.seq > last.seq) {
    return { seq: last.seq + 1, damage: 'removed' };
  } else if (head.seq < last.seq) {
    return { seq: head.seq + 1, damage: 'inserted' };
  } else if (head.hash !== last.hash) {
    return { seq: last.seq, damage: 'replaced' };
  }
  if (expected !== undefined && expected.seq > last.seq) {
    return { seq: last.seq + 1, damage: 'removed' };
  }
  return undefined;
}

function verdict(
  last: AuditHead,
  head: AuditHead | undefined,
  broken: Broken | undefined,
): AuditVerdict {
  const sound = broken === undefined ? last.seq : Math.min(last.seq, Math.max(0, broken.seq - 1));
  return {
    intact: broken === undefined,
    entries: sound,
    ...(head === undefined ? {} : { head }),
    ...(broken === undefined ? {} : { broken }),
  };
}
