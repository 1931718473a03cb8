import { AUDIT_EVENTS, type AuditEntry, type AuditFilter } from '@tricord/core';
import type { components, operations } from '../generated/api.ts';
import { toInstant } from './instant.ts';
import { toWireTime } from './time.ts';

type ListQuery = NonNullable<operations['listAudit']['parameters']['query']>;
type Wire = components['schemas']['AuditEntry'];

export function toWireAuditEntry(entry: AuditEntry): Wire {
  const { seq, at, actor, action, recordingId, subject, details, prevHash, hash } = entry;
  return {
    seq,
    at: toWireTime(at),
    actor: { ...actor },
    action,
    event: AUDIT_EVENTS[action],
    ...(recordingId === undefined ? {} : { recordingId }),
    ...(subject === undefined ? {} : { subject }),
    details: { ...details },
    prevHash,
    hash,
  };
}

/** The filters that a list and an export share. */
export function toAuditFilter(
  query: Pick<ListQuery, 'recordingId' | 'username' | 'action' | 'from' | 'until'>,
): AuditFilter {
  const { recordingId, username, action, from, until } = query;
  return {
    ...(recordingId === undefined ? {} : { recordingId: recordingId.toLowerCase() }),
    ...(username === undefined ? {} : { username }),
    ...(action === undefined ? {} : { action }),
    ...(from === undefined ? {} : { from: toInstant('from', from) }),
    ...(until === undefined ? {} : { until: toInstant('until', until) }),
  };
}
