import { failToRecord, listAllRecordings, type Session } from '@tricord/core';
import { type LinePolicy, lineOrigin, linePolicy } from '../lines/line-policy.ts';
import type { RepairDeps, Repaired } from './repair-recording.ts';

const CAUSE = 'Interrupted before recording could begin';

export interface UnrecordedCallsOptions {
  /** When the process was last known to be alive, epoch milliseconds. */
  readonly diedAt: number;
  /** Only report what would be done. */
  readonly check: boolean;
}

/**
 * Adds a failed recording for each call that a crash cut off before it could be recorded automatically; it may have
 * waited for capacity, for example. The current directory determines which lines are automatic. If this is
 * interrupted, the next repair does the rest, as long as the sessions have not been ended. A call for which it fails
 * is logged, and does not block others.
 */
export async function failUnrecordedCalls(
  deps: RepairDeps,
  { diedAt, check }: UnrecordedCallsOptions,
): Promise<readonly Repaired[]> {
  const report: Repaired[] = [];
  for (const session of await deps.catalog.sessions.live()) {
    const { id, accountId, call } = session;
    try {
      const policy = await linePolicy(deps.directory, accountId, call);
      if (policy.mode !== 'automatic' || (await isAccountedFor(deps, session))) continue;
      report.push(check ? verdict(session) : await fail(deps, session, policy, diedAt));
    } catch (error) {
      const facts = { err: error, session: id, call };
      deps.logger.error(facts, 'call of an automatic line neither recorded nor saved as failed');
    }
  }
  return report;
}

/**
 * Whether the line has a recording of the call since it became live: a failed one also covers what was not
 * recorded afterwards.
 */
async function isAccountedFor(deps: RepairDeps, session: Session): Promise<boolean> {
  const { id: sessionId, accountId, resumedAt: createdFrom } = session;
  const since = createdFrom === undefined ? {} : { createdFrom };
  const recordings = await listAllRecordings(deps, { accountId, sessionId, ...since });
  return recordings.some(({ origin }) => origin.via === 'line');
}

async function fail(
  deps: RepairDeps,
  session: Session,
  { settings }: LinePolicy,
  diedAt: number,
): Promise<Repaired> {
  const { id, call, createdAt, startedAt = createdAt, resumedAt, updatedAt } = session;
  const failed = await failToRecord(deps, {
    ...{ session, settings, origin: lineOrigin(call), cause: CAUSE },
    dueAt: resumedAt ?? startedAt,
    // Without live recordings, the ledger does not show how long the process was alive.
    endedAt: Math.max(diedAt, updatedAt),
  });
  deps.logger.error({ session: id, recording: failed.id, cause: CAUSE }, 'line never recorded');
  return verdict(session, failed.id);
}

/** @param recordingId undefined if there is none yet. */
function verdict({ id }: Session, recordingId?: string): Repaired {
  return {
    recordingId,
    name: recordingId ?? `call ${id}`,
    outcome: 'failed',
    keptMs: 0,
    lostMs: 0,
    assumed: [],
  };
}
