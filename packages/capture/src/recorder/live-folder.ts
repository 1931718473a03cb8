import { join } from 'node:path';

/** Ending of a live file. */
export const LIVE_SUFFIX = '.wav';

/** Where a recording's live file is. */
export function livePath(folder: string, recordingId: string): string {
  return join(folder, `${recordingId}${LIVE_SUFFIX}`);
}

/** Where the ledger of live recordings is. */
export function ledgerPath(folder: string): string {
  return join(folder, 'ledger');
}
