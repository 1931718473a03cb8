import { join } from 'node:path';

/** Suffix of a live file. */
export const LIVE_SUFFIX = '.wav';
/** Suffix of the file of a call that is captured for possible retroactive recording. */
export const KEPT_SUFFIX = '.kept';
/** Suffix of a finished live file without its trimmed start, while it is written; appended to the file's own. */
export const TRIMMED_SUFFIX = '.trimmed';
/** Suffix of a finished live file with the audio that it continues, while it is written. */
export const WHOLE_SUFFIX = '.whole';

/** The folder of live files, or the ledger in it, cannot be used. The message is one readable line with the path. */
export class LiveFolderUnusableError extends Error {
  constructor(path: string, cause: unknown) {
    const { message } = cause as Error;
    super(`Cannot use ${path}, which recordings need while they are live: ${message}`, { cause });
    this.name = 'LiveFolderUnusableError';
  }
}

/** Path of a recording's live file. */
export function livePath(folder: string, recordingId: string): string {
  return join(folder, `${recordingId}${LIVE_SUFFIX}`);
}

/** Path of the file of a call that is captured for possible retroactive recording. */
export function keptPath(folder: string, accountId: string, sessionId: string): string {
  return join(folder, `${accountId}.${sessionId}${KEPT_SUFFIX}`);
}

/** Path of the ledger of live recordings. */
export function ledgerPath(folder: string): string {
  return join(folder, 'ledger');
}
