import { join } from 'node:path';

/** Ending of a live file. */
export const LIVE_SUFFIX = '.wav';
/** Ending of the file of a call that is captured in case somebody asks. */
export const KEPT_SUFFIX = '.kept';
/** Ending of a finished live file without its first audio, while it is written; follows the file's own. */
export const TRIMMED_SUFFIX = '.trimmed';
/** Ending of a finished live file with the audio that it continues, while it is written. */
export const WHOLE_SUFFIX = '.whole';

/** The folder of live files, or the ledger in it, cannot be used. The message is one line for people, with the path. */
export class LiveFolderUnusableError extends Error {
  constructor(path: string, cause: unknown) {
    const { message } = cause as Error;
    super(`Cannot use ${path}, which recordings need while they are live: ${message}`, { cause });
    this.name = 'LiveFolderUnusableError';
  }
}

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
