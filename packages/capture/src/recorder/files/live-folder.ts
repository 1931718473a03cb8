import { join } from 'node:path';

/** Ending of a live file. */
export const LIVE_SUFFIX = '.wav';
/** Ending of the file of a call that is captured in case somebody asks. */
export const KEPT_SUFFIX = '.kept';

/** Where a recording's live file is. */
export function livePath(folder: string, recordingId: string): string {
  return join(folder, `${recordingId}${LIVE_SUFFIX}`);
}

/** Where the file of a call is that is captured in case somebody asks. */
export function keptPath(folder: string, sessionId: string): string {
  return join(folder, `${sessionId}${KEPT_SUFFIX}`);
}

/** Where the ledger of live recordings is. */
export function ledgerPath(folder: string): string {
  return join(folder, 'ledger');
}
