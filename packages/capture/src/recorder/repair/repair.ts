import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recording } from '@tricord/core';
import {
  KEPT_SUFFIX,
  LIVE_SUFFIX,
  LiveFolderUnusableError,
  ledgerPath,
  TRIMMED_SUFFIX,
  WHOLE_SUFFIX,
} from '../files/live-folder.ts';
import { Ledger } from './ledger.ts';
import { type LedgerEntry, UnknownLedgerError } from './ledger-format.ts';
import {
  examineRecording,
  type RepairDeps,
  type Repaired,
  repairRecording,
} from './repair-recording.ts';
import { failUnrecordedCalls } from './unrecorded-calls.ts';

export interface RepairOptions {
  /** Folder of the live files. */
  readonly folder: string;
  /** Only report what would be done. */
  readonly check?: boolean;
}

/**
 * Finishes what an earlier process left unfinished: ends sessions and conferences, and closes, checksums and
 * stores each live recording, with its loss in the gap map. A recording without any audio fails; a call that
 * should have been recorded automatically, but was not yet, gets a failed recording. Runs before anything new
 * is recorded; if it is interrupted itself, the next run finishes it.
 * @throws LiveFolderUnusableError when something else is in the ledger's place.
 */
export async function repairRecordings(
  deps: RepairDeps,
  { folder, check = false }: RepairOptions,
): Promise<readonly Repaired[]> {
  const ledger = await readLedger(deps, folder);
  const diedAt = await timeOfDeath(deps, folder);
  const report: Repaired[] = [];
  for (const recording of await deps.catalog.recordings.unfinished()) {
    const crash = { folder, diedAt, entry: ledger.get(recording.id) };
    const look = check ? examineRecording : repairRecording;
    report.push(await look(deps, recording, crash).catch(leave(deps, recording)));
  }
  report.push(...(await failUnrecordedCalls(deps, { diedAt, check })));
  if (!check) {
    await endSessions(deps);
    await endConferences(deps);
    await sweep(deps, folder);
  }
  return report;
}

/** Without a readable ledger, the loss is unknown, but recordings are still repaired. */
async function readLedger(
  { logger }: RepairDeps,
  folder: string,
): Promise<ReadonlyMap<string, LedgerEntry>> {
  const path = ledgerPath(folder);
  try {
    return await Ledger.read(path);
  } catch (error) {
    if (!(error instanceof UnknownLedgerError)) throw new LiveFolderUnusableError(path, error);
    logger.warn(
      { err: error, ledger: path },
      'it is unknown how much recordings lost in the crash',
    );
    return new Map();
  }
}

/** When the process was last known to be alive: it wrote its ledger several times a second. */
async function timeOfDeath({ clock }: RepairDeps, folder: string): Promise<number> {
  const now = clock.now();
  const ledger = await stat(ledgerPath(folder)).catch(() => undefined);
  return ledger === undefined ? now : Math.min(now, Math.round(ledger.mtimeMs));
}

/** Logs a recording that cannot be repaired, which must not block the others or the start. */
function leave({ logger }: RepairDeps, { id: recordingId, name }: Recording) {
  return (error: unknown): Repaired => {
    logger.error({ err: error, recording: recordingId }, 'interrupted recording: not repaired');
    const nothing = { keptMs: 0, lostMs: 0, assumed: [] };
    return { recordingId, isNew: false, name, outcome: 'left', ...nothing };
  };
}

async function endConferences({ catalog, events, clock }: RepairDeps): Promise<void> {
  const at = clock.now();
  for (const conference of await catalog.conferences.endAll(at)) {
    const { accountId } = conference;
    events.publish({ type: 'conference.ended', at, accountId, conference });
  }
}

async function endSessions({ catalog, events, clock }: RepairDeps): Promise<void> {
  const now = clock.now();
  for (const session of await catalog.sessions.endAll(now)) {
    events.publish({ type: 'session.ended', at: now, accountId: session.accountId, session });
  }
}

/** Suffixes of files with nothing to keep, or the audio of which is also in the live file beside them. */
const LEFTOVERS = [KEPT_SUFFIX, `${LIVE_SUFFIX}${TRIMMED_SUFFIX}`, `${LIVE_SUFFIX}${WHOLE_SUFFIX}`];

/**
 * Deletes calls captured for possible retroactive recording, and unfinished versions of live files; logs other files
 * in the folder that belong to no recording: unknown audio is never deleted.
 */
async function sweep({ logger }: RepairDeps, folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const isLeftover = entry.isFile() && LEFTOVERS.some((ending) => entry.name.endsWith(ending));
    if (isLeftover) await rm(path, { force: true });
    else if (entry.name.endsWith(LIVE_SUFFIX)) {
      logger.warn({ file: path }, 'live file of no live recording: not touched');
    }
  }
}
