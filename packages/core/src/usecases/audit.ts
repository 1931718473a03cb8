import type { AuditAction, AuditDetails, NewAuditEntry } from '../audit.ts';
import { TricordError } from '../errors.ts';
import type { ActingCore } from './deps.ts';

/** What it takes to put down what was done, and by whom. */
export type AuditDeps = Pick<ActingCore, 'catalog' | 'clock' | 'actor' | 'auditFailed'>;

/** What was done, besides when and by whom. */
export interface Deed {
  readonly accountId: string;
  readonly action: AuditAction;
  readonly recordingId?: string;
  readonly subject?: string;
  readonly details?: AuditDetails;
}

/** The entry of a deed, for a change of the catalog that takes it into its own transaction. */
export function auditEntry(
  { clock, actor }: Pick<AuditDeps, 'clock' | 'actor'>,
  { details = {}, ...deed }: Deed,
): NewAuditEntry {
  return { at: clock.now(), actor, details, ...deed };
}

/**
 * Puts down what has been done to a live recording. That it cannot be put down changes nothing: a full disk must
 * not stop a recording. It is reported to `auditFailed`.
 */
export async function auditDone(deps: AuditDeps, deed: Deed): Promise<void> {
  const entry = auditEntry(deps, deed);
  try {
    await deps.catalog.audit.append(entry);
  } catch (error) {
    deps.auditFailed?.(error, entry);
  }
}

/**
 * Puts down what is about to be done.
 * @throws TricordError `internal` when it cannot be put down: it must not be done then.
 */
export async function auditFirst(deps: AuditDeps, deed: Deed): Promise<void> {
  const entry = auditEntry(deps, deed);
  try {
    await deps.catalog.audit.append(entry);
  } catch (cause) {
    deps.auditFailed?.(cause, entry);
    throw new TricordError('internal', 'The audit log cannot be written', { cause });
  }
}
