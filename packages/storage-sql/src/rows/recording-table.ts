import { type Recording, usernameKey } from '@tricord/core';
import type { TableShape } from './table-shape.ts';

/** The state of a recording as far as names and lists care: live states share a shelf. */
export const RECORDING_SHELVES = ['live', 'done', 'failed', 'canceled'] as const;

export type RecordingShelf = (typeof RECORDING_SHELVES)[number];

/** The columns that indexes hold. They rarely change; `state` and `body` change all the time. */
const RECORDING_KEYS = [
  'name',
  'shelf',
  'created_at',
  'session_id',
  'conference_id',
  'device_name',
  'directory_number',
  'username',
  'numeric_user_id',
] as const;

type RecordingKey = (typeof RECORDING_KEYS)[number];

function recordingKeys({ name, state, createdAt, target, call }: Recording) {
  return {
    name,
    shelf: shelfOf(state),
    created_at: createdAt,
    session_id: target.kind === 'session' ? target.sessionId : null,
    conference_id: target.kind === 'conference' ? target.conferenceId : null,
    device_name: call.line.deviceName ?? null,
    directory_number: call.line.directoryNumber ?? null,
    username: call.username === undefined ? null : usernameKey(call.username),
    numeric_user_id: call.numericUserId ?? null,
  } satisfies Record<RecordingKey, string | number | null>;
}

export function shelfOf(state: Recording['state']): RecordingShelf {
  return state === 'done' || state === 'failed' || state === 'canceled' ? state : 'live';
}

export const RECORDING_TABLE: TableShape<Recording> = {
  table: 'recordings',
  identity: ['id'],
  keyColumns: RECORDING_KEYS,
  keysOf: recordingKeys,
  plainColumns: ['state'],
  plainOf: ({ state }) => ({ state }),
};
