import type { AuditAction, AuditDetails, AuditEntry } from '@tricord/core';

/** The row of an entry. Everything that is hashed has a column of its own, and nothing is kept twice. */
export interface AuditRow {
  readonly account_id: string;
  readonly seq: number;
  readonly at: number;
  readonly username: string | null;
  readonly via: string;
  readonly address: string | null;
  readonly action: string;
  readonly recording_id: string | null;
  readonly subject: string | null;
  /** JSON, as {@link auditRow} writes it. */
  readonly details: string;
  readonly prev_hash: string;
  readonly hash: string;
}

export const AUDIT_COLUMNS: readonly (keyof AuditRow)[] = [
  'account_id',
  'seq',
  'at',
  'username',
  'via',
  'address',
  'action',
  'recording_id',
  'subject',
  'details',
  'prev_hash',
  'hash',
];

export function auditRow(entry: AuditEntry): AuditRow {
  const { accountId, seq, at, actor, action, recordingId, subject, details, prevHash, hash } =
    entry;
  return {
    account_id: accountId,
    seq,
    at,
    username: actor.username ?? null,
    via: actor.via,
    address: actor.address ?? null,
    action,
    recording_id: recordingId ?? null,
    subject: subject ?? null,
    details: JSON.stringify(details),
    prev_hash: prevHash,
    hash,
  };
}

/** The entry of a row, or undefined when {@link auditRow} cannot have made the row. */
export function auditEntryOf(row: AuditRow): AuditEntry | undefined {
  const details = detailsOf(row.details);
  if (details === undefined) return undefined;
  return {
    seq: row.seq,
    at: row.at,
    accountId: row.account_id,
    actor: {
      ...(row.username === null ? {} : { username: row.username }),
      via: row.via,
      ...(row.address === null ? {} : { address: row.address }),
    },
    // Not checked here: the hash tells whether it was changed.
    action: row.action as AuditAction,
    ...(row.recording_id === null ? {} : { recordingId: row.recording_id }),
    ...(row.subject === null ? {} : { subject: row.subject }),
    details,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

/** JSON that means the same but is written in another way was not written by us. */
function detailsOf(text: string): AuditDetails | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && JSON.stringify(value) === text ? (value as AuditDetails) : undefined;
  } catch {
    return undefined;
  }
}
