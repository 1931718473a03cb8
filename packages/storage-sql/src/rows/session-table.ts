import { numbersOf, type Session, usernameKey } from '@tricord/core';
import type { TableShape } from './table-shape.ts';

/** The columns that indexes hold. */
const SESSION_KEYS = [
  'state',
  'created_at',
  'external_id',
  'conference_id',
  'device_name',
  'directory_number',
  'username',
  'numeric_user_id',
  'calling_number',
  'called_number',
  'started_at',
] as const;

type SessionKey = (typeof SESSION_KEYS)[number];

function sessionKeys({ state, createdAt, startedAt, call }: Session) {
  const { calling = null, called = null } = numbersOf(call);
  return {
    state,
    created_at: createdAt,
    external_id: call.externalId ?? null,
    conference_id: call.conference?.id ?? null,
    device_name: call.line.deviceName ?? null,
    directory_number: call.line.directoryNumber ?? null,
    username: call.username === undefined ? null : usernameKey(call.username),
    numeric_user_id: call.numericUserId ?? null,
    calling_number: calling,
    called_number: called,
    started_at: startedAt ?? null,
  } satisfies Record<SessionKey, string | number | null>;
}

export const SESSION_TABLE: TableShape<Session> = {
  table: 'sessions',
  identity: ['account_id', 'id'],
  keyColumns: SESSION_KEYS,
  keysOf: sessionKeys,
  plainColumns: [],
  plainOf: () => ({}),
};
