import { SYSTEM } from '../audit.ts';
import type { RecordingEvent } from '../events.ts';
import { isRecordingEvent } from '../events.ts';
import { type AuditDeps, type AuditedAction, auditDone } from './audit.ts';
import type { CoreDeps } from './deps.ts';

/**
 * Audits what happens to recordings without a request: limits and hang-ups that end them, failures, and deletions of
 * recordings that another one replaces.
 * @returns stops it; resolves once all entries have been written.
 */
export function auditEvents(
  deps: Omit<AuditDeps, 'actor'> & Pick<CoreDeps, 'events'>,
): () => Promise<void> {
  const acting = { ...deps, actor: SYSTEM };
  let written: Promise<void> = Promise.resolve();
  const unsubscribe = deps.events.subscribe((event) => {
    const audited = isRecordingEvent(event) ? actionOf(event) : undefined;
    if (audited !== undefined) written = written.then(() => auditDone(acting, audited));
  });
  return () => {
    unsubscribe();
    return written;
  };
}

function actionOf({ type, accountId, recording }: RecordingEvent): AuditedAction | undefined {
  const { id, endReason, cause, replaces } = recording;
  switch (type) {
    case 'recording.finishing':
      // A requested end is audited with its command.
      if (endReason === undefined || endReason === 'requested') return undefined;
      return {
        accountId,
        recordingId: id,
        action: 'recording.stop',
        details: { reason: endReason },
      };
    case 'recording.failed':
      return {
        accountId,
        recordingId: id,
        action: 'recording.fail',
        ...(cause === undefined ? {} : { details: { cause: cause.slice(0, 1000) } }),
      };
    case 'recording.finished':
      if (replaces === undefined) return undefined;
      return {
        accountId,
        recordingId: replaces,
        action: 'recording.delete',
        details: { replacedBy: id },
      };
    default:
      return undefined;
  }
}
