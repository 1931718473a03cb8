import { TricordError } from '../errors.ts';
import type { RecordingCatalog } from '../ports/catalog.ts';
import type { Clock } from '../ports/clock.ts';
import type { Page } from '../ports/page.ts';
import { callStartedAt, type Recording } from '../recording.ts';
import {
  isOutsideRetention,
  type RetentionPolicy,
  type RetentionRule,
  retentionCutoff,
  retentionRuleOf,
} from '../retention.ts';

/** What is needed to look at expired recordings. */
export interface ExpiredDeps {
  readonly catalog: { readonly recordings: Pick<RecordingCatalog, 'aged'> };
  readonly clock: Pick<Clock, 'now'>;
}

/** Which expired recordings, and how many. */
export interface ExpiredQuery {
  readonly accountId: string;
  readonly policy: RetentionPolicy;
  /** From 1 to 1000: how many recordings are examined. */
  readonly limit: number;
  /** `next` of the page before. Anything else throws `invalid-argument` with parameter `after`. */
  readonly after?: string;
}

/** A rule of a policy that applies where no earlier rule does. */
interface Clause {
  readonly maxAgeDays: number;
  /** Undefined: the account's. */
  readonly rule?: RetentionRule;
}

/**
 * The recordings whose retention has expired and that are not preserved, a page at a time: line by line in the order
 * of the rules, then the account's, oldest call first. A page may have fewer than `limit` items, or none, and still
 * have a next one.
 */
export async function expiredRecordings(
  { catalog, clock }: ExpiredDeps,
  { accountId, policy, limit, after }: ExpiredQuery,
): Promise<Page<Recording>> {
  const clauses = clausesOf(policy);
  const [place, token] = readToken(after);
  const clause = clauses[place];
  if (clause === undefined) {
    if (after !== undefined) throw notOurs();
    return { items: [] };
  }
  const now = clock.now();
  const { items, next } = await catalog.recordings.aged({
    accountId,
    startedBefore: retentionCutoff(clause.maxAgeDays, now),
    limit,
    ...(clause.rule === undefined ? {} : { line: clause.rule }),
    ...(token === undefined ? {} : { after: token }),
  });
  const following = next === undefined ? place + 1 : place;
  return {
    items: items.filter(
      ({ call, ...recording }) =>
        retentionRuleOf(policy, call.line) === clause.rule &&
        isOutsideRetention(policy, call, callStartedAt({ call, ...recording }), now),
    ),
    ...(following < clauses.length ? { next: `${following}.${next ?? ''}` } : {}),
  };
}

function clausesOf({ lines, maxAgeDays }: RetentionPolicy): readonly Clause[] {
  return [
    ...lines.map((rule) => ({ maxAgeDays: rule.maxAgeDays, rule })),
    ...(maxAgeDays === undefined ? [] : [{ maxAgeDays }]),
  ];
}

function readToken(after: string | undefined): readonly [place: number, token?: string] {
  if (after === undefined) return [0];
  const [, place = '', token = ''] = /^(\d{1,6})\.(.*)$/.exec(after) ?? [];
  if (place === '') throw notOurs();
  return token === '' ? [Number(place)] : [Number(place), token];
}

function notOurs(): TricordError {
  return new TricordError('invalid-argument', 'Not a page token of this query', {
    details: { parameter: 'after' },
  });
}
