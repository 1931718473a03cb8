import { failToRecord, lineOrigin, type Session } from '@tricord/core';
import type { RepairDeps, Repaired } from './repair-recording.ts';

const CAUSE = 'Interrupted before recording could begin';

export interface UnrecordedCallsOptions {
  /** When the process was last known to live, epoch milliseconds. */
  readonly diedAt: number;
  /** Only say what would be done. */
  readonly check: boolean;
}

/**
 * Adds a failed recording for each call that a crash cut off while the recording of its line was due: it was waiting
 * for space, for example. If this is interrupted, the next repair adds the rest, as long as the sessions have not been
 * ended. A failure is logged, and does not affect other calls.
 */
export async function failUnrecordedCalls(
  deps: RepairDeps,
  { diedAt, check }: UnrecordedCallsOptions,
): Promise<readonly Repaired[]> {
  const report: Repaired[] = [];
  for (const session of await deps.catalog.sessions.live()) {
    const { automaticRecording: due, call, id } = session;
    if (due === undefined || due === 'begun') continue;
    try {
      report.push(check ? verdict(session) : await fail(deps, session, due.dueAt, diedAt));
    } catch (error) {
      const facts = { err: error, session: id, call };
      deps.logger.error(facts, 'line not recorded, and its failed recording not saved yet');
    }
  }
  return report;
}

async function fail(
  deps: RepairDeps,
  session: Session,
  dueAt: number,
  diedAt: number,
): Promise<Repaired> {
  const { id, call, updatedAt } = session;
  const failed = await failToRecord(deps, {
    ...{ session, origin: lineOrigin(call), dueAt, cause: CAUSE },
    // Without live recordings, the ledger does not tell how long the process lived.
    endedAt: Math.max(diedAt, updatedAt),
  });
  deps.logger.error({ session: id, recording: failed.id, cause: CAUSE }, 'line never recorded');
  return verdict(session, failed.id);
}

/** @param addedId the failed recording, if it has been added. */
function verdict({ id }: Session, addedId?: string): Repaired {
  return {
    recordingId: addedId ?? id,
    isNew: addedId === undefined,
    name: addedId ?? `call ${id}`,
    outcome: 'failed',
    keptMs: 0,
    lostMs: 0,
    assumed: [],
  };
}
