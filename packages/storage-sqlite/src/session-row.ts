import type { Session } from '@tricord/core';

/** The columns that indexes hold. */
export interface SessionKeys {
  readonly state: Session['state'];
  readonly created_at: number;
  readonly external_id: string | null;
  readonly conference_id: string | null;
  readonly device_name: string | null;
  readonly directory_number: string | null;
  readonly username: string | null;
  readonly numeric_user_id: string | null;
}

export function sessionKeys({ state, createdAt, call }: Session): SessionKeys {
  return {
    state,
    created_at: createdAt,
    external_id: call.externalId ?? null,
    conference_id: call.conference?.id ?? null,
    device_name: call.line.deviceName ?? null,
    directory_number: call.line.directoryNumber ?? null,
    username: call.username ?? null,
    numeric_user_id: call.numericUserId ?? null,
  };
}
