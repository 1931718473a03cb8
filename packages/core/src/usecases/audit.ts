import type { AuditAction, AuditDetails, NewAuditEntry } from '../audit.ts';
import { TricordError } from '../errors.ts';
import type { ActingCore } from './deps.ts';

/** What writing to the audit log takes. */
export type AuditDeps = Pick<ActingCore, 'catalog' | 'clock' | 'actor' | 'auditFailed'>;

/** An action to audit, without its time and actor. */
export interface AuditedAction {
  readonly accountId: string;
  readonly action: AuditAction;
  readonly recordingId?: string;
  readonly subject?: string;
  readonly details?: AuditDetails;
}

/** The audit entry of an action, for a catalog change that writes it in its own transaction. */
export function auditEntry(
  { clock, actor }: Pick<AuditDeps, 'clock' | 'actor'>,
  { details = {}, ...audited }: AuditedAction,
): NewAuditEntry {
  return { at: clock.now(), actor, details, ...audited };
}

/**
 * Audits an action on a live recording after the fact. A failure to write is only reported to `auditFailed`, since a
 * full disk must not stop a recording.
 */
export async function auditDone(deps: AuditDeps, audited: AuditedAction): Promise<void> {
  const entry = auditEntry(deps, audited);
  try {
    await deps.catalog.audit.append(entry);
  } catch (error) {
    deps.auditFailed?.(error, entry);
  }
}

/**
 * Audits an action before it is taken.
 * @throws TricordError `internal` when the entry cannot be written; the action must not be taken then.
 */
export async function auditFirst(deps: AuditDeps, audited: AuditedAction): Promise<void> {
  const entry = auditEntry(deps, audited);
  try {
    await deps.catalog.audit.append(entry);
  } catch (cause) {
    deps.auditFailed?.(cause, entry);
    throw new TricordError('internal', 'The audit log cannot be written', { cause });
  }
}
