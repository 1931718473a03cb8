import { SYSTEM } from '../audit.ts';
import type { Recording } from '../recording.ts';
import { callStartedAt } from '../recording.ts';
import { isOutsideRetention, type RetentionPolicy } from '../retention.ts';
import { type DeleteDeps, removeEnded } from './delete-recording.ts';
import { type ExpiredDeps, expiredRecordings } from './expired-recordings.ts';

/** A number of recordings, and their size. */
export interface RetentionSum {
  readonly recordings: number;
  /** Bytes of stored audio, without renditions. */
  readonly bytes: number;
}

/** Observes a deletion. */
export interface DeletionWatch {
  /** Called before each recording; false stops the deletion. */
  readonly goesOn: () => boolean;
  /** Called for each recording that was deleted. */
  readonly deleted: (one: RetentionSum) => void;
  /** Called for each recording that could not be deleted; the next run tries again. */
  readonly failed: (error: unknown, recording: Recording) => void;
}

const NOTHING: RetentionSum = { recordings: 0, bytes: 0 };

/** How many recordings are processed before other work gets a turn. */
const BATCH = 100;

/** Counts what retention would delete right now, a page at a time. */
export async function sumExpired(
  deps: ExpiredDeps,
  accountId: string,
  policy: RetentionPolicy,
): Promise<RetentionSum> {
  let sum = NOTHING;
  await eachBatch(deps, accountId, policy, async (batch) => {
    sum = batch.reduce(add, sum);
    return true;
  });
  return sum;
}

/**
 * Deletes the recordings whose retention has expired, as a client would, a page at a time. Recordings that are
 * preserved, or whose audit entry cannot be written, are not deleted.
 * @returns what was deleted.
 */
export async function deleteExpired(
  deps: Omit<DeleteDeps, 'actor'>,
  accountId: string,
  policy: RetentionPolicy,
  { goesOn, deleted, failed }: DeletionWatch,
): Promise<RetentionSum> {
  let sum = NOTHING;
  await eachBatch(deps, accountId, policy, async (batch) => {
    for (const recording of batch) {
      if (!goesOn()) return false;
      try {
        const gone = await deleteOne(deps, recording, policy);
        if (gone === undefined) continue;
        sum = add(sum, gone);
        deleted(add(NOTHING, gone));
      } catch (error) {
        failed(error, recording);
      }
    }
    return goesOn();
  });
  return sum;
}

function deleteOne(
  deps: Omit<DeleteDeps, 'actor'>,
  recording: Recording,
  policy: RetentionPolicy,
): Promise<Recording | undefined> {
  const now = deps.clock.now();
  const startedAt = callStartedAt(recording);
  return removeEnded(
    { ...deps, actor: SYSTEM },
    recording,
    { action: 'retention.delete', details: { startedAt, name: recording.name } },
    (known) =>
      known.preserved !== true && isOutsideRetention(policy, known.call, callStartedAt(known), now),
  );
}

async function eachBatch(
  deps: ExpiredDeps,
  accountId: string,
  policy: RetentionPolicy,
  take: (batch: readonly Recording[]) => Promise<boolean>,
): Promise<void> {
  let after: string | undefined;
  do {
    const query = { accountId, policy, limit: BATCH, ...(after === undefined ? {} : { after }) };
    const { items, next } = await expiredRecordings(deps, query);
    if (!(await take(items))) return;
    after = next;
    await new Promise(setImmediate);
  } while (after !== undefined);
}

function add(sum: RetentionSum, { media }: Recording): RetentionSum {
  return { recordings: sum.recordings + 1, bytes: sum.bytes + (media?.bytes ?? 0) };
}
