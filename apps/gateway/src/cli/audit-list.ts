import { AUDIT_EVENTS, type AuditEntry, type AuditFilter } from '@tricord/core';
import { cells } from './list-output.ts';

/** The options that choose entries of the audit log. */
export interface AuditListOptions {
  readonly recording?: string;
  readonly user?: string;
  readonly from?: number;
  readonly until?: number;
}

export function toAuditFilter({ recording, user, from, until }: AuditListOptions): AuditFilter {
  return {
    ...(recording === undefined ? {} : { recordingId: recording }),
    ...(user === undefined ? {} : { username: user }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
}

/** An entry as it is listed: with its time as text, and the words for its action. */
export type ListedEntry = ReturnType<typeof toListed>;

export function toListed({ at, action, accountId: _, ...entry }: AuditEntry) {
  return { ...entry, at: new Date(at).toISOString(), action, event: AUDIT_EVENTS[action] };
}

/** One entry per line: its position, time, event, user, and what it was done to. */
export function auditLine({ seq, at, event, actor, recordingId, subject }: ListedEntry): string {
  const who = actor.username ?? actor.via;
  return cells(String(seq), at, event, who, actor.address, recordingId ?? subject);
}
