import { SYSTEM } from '../audit.ts';
import type { RecordingEvent } from '../events.ts';
import { isRecordingEvent } from '../events.ts';
import { type AuditDeps, auditDone, type Deed } from './audit.ts';
import type { CoreDeps } from './deps.ts';

/**
 * Puts into the audit log what happens to recordings and nobody asked for: limits and hang-ups that end them, failures,
 * and what goes because another recording takes its name.
 * @returns ends it; resolves once all of it has been put down.
 */
export function auditEvents(
  deps: Omit<AuditDeps, 'actor'> & Pick<CoreDeps, 'events'>,
): () => Promise<void> {
  const acting = { ...deps, actor: SYSTEM };
  let written: Promise<void> = Promise.resolve();
  const unsubscribe = deps.events.subscribe((event) => {
    const deed = isRecordingEvent(event) ? deedOf(event) : undefined;
    if (deed !== undefined) written = written.then(() => auditDone(acting, deed));
  });
  return () => {
    unsubscribe();
    return written;
  };
}

function deedOf({ type, accountId, recording }: RecordingEvent): Deed | undefined {
  const { id, endReason, cause, replaces } = recording;
  switch (type) {
    case 'recording.finishing':
      // Who asks for an end is put down with it.
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
