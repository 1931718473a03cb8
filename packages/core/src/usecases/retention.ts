import type { Recording } from '../recording.ts';
import { callStartedAt } from '../recording.ts';
import { isOutsideRetention, type RetentionPolicy } from '../retention.ts';
import { type DeleteDeps, removeEnded } from './delete-recording.ts';
import type { CoreDeps } from './deps.ts';
import { expiredRecordings } from './expired-recordings.ts';

/** How much something is. */
export interface RetentionSum {
  readonly recordings: number;
  /** Of their audio as it was recorded. */
  readonly bytes: number;
}

/** So many recordings are looked at before others have their turn. */
const BATCH = 100;

/** How much retention would delete right now. Looks at all of it, a part at a time. */
export async function sumExpired(
  deps: Pick<CoreDeps, 'catalog' | 'clock'>,
  accountId: string,
  policy: RetentionPolicy,
): Promise<RetentionSum> {
  let sum: RetentionSum = { recordings: 0, bytes: 0 };
  await eachBatch(deps, accountId, policy, async (batch) => {
    sum = batch.reduce(add, sum);
    return true;
  });
  return sum;
}

/**
 * Deletes what the policy does not keep any longer, as a client would, a part at a time. One that is preserved, or
 * that cannot be put into the audit log, stays.
 * @param goesOn asked before each recording; false ends it.
 * @param failed told of each one that could not be deleted; it is tried again by the next call.
 * @returns what was deleted.
 */
export async function deleteExpired(
  deps: Omit<DeleteDeps, 'actor'>,
  accountId: string,
  policy: RetentionPolicy,
  goesOn: () => boolean,
  failed: (error: unknown, recording: Recording) => void,
): Promise<RetentionSum> {
  let sum: RetentionSum = { recordings: 0, bytes: 0 };
  await eachBatch(deps, accountId, policy, async (batch) => {
    for (const recording of batch) {
      if (!goesOn()) return false;
      try {
        const deleted = await deleteOne(deps, recording, policy);
        if (deleted !== undefined) sum = add(sum, deleted);
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
    deps,
    recording,
    { action: 'retention.delete', details: { startedAt, name: recording.name } },
    (known) =>
      known.preserved !== true && isOutsideRetention(policy, known.call, callStartedAt(known), now),
  );
}

async function eachBatch(
  deps: Pick<CoreDeps, 'catalog' | 'clock'>,
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
