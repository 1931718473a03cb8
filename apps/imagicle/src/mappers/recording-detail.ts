import type { CapturedMedia, Recording, User } from '@tricord/core';
import type { components } from '../generated/api.ts';
import type { AccountSettings } from './account-settings.ts';
import { toRecording } from './recording.ts';

type RecordingDetail = components['schemas']['RecordingDetail'];
type WireUser = components['schemas']['User'];

/** The input for mapping a completed recording. */
export interface CompletedRecording {
  readonly recording: Recording;
  readonly media: CapturedMedia;
  /** The owner, if still in the directory. */
  readonly owner: User | undefined;
  /** The user who preserved it, if still in the directory. */
  readonly preservingUser: User | undefined;
}

/** Maps a completed recording with all its details. */
export function toRecordingDetail(
  { recording, media, owner, preservingUser }: CompletedRecording,
  { localTime }: Pick<AccountSettings, 'localTime'>,
): RecordingDetail {
  return {
    ...toRecording(recording, { localTime }),
    pbxCallId: recording.call.externalId ?? null,
    pbxInfo: { callId: recording.call.externalId ?? null },
    owner: toOwner(recording, owner),
    preservingUser: toPreservingUser(recording, preservingUser),
    note: recording.note ?? recording.call.metadata.note ?? null,
    size: media.bytes,
    hash: media.sha256,
  };
}

/** The user from the directory, else as named by the call. */
function toOwner({ call }: Recording, user: User | undefined): WireUser {
  if (call.username === undefined) return null;
  if (user !== undefined) {
    const { firstName = null, lastName = null } = call.local;
    const phoneNumber = call.line.directoryNumber ?? null;
    return toUser(user, { firstName, lastName, phoneNumber });
  }
  return {
    ...NOTHING_KNOWN,
    username: call.username,
    firstName: call.local.firstName ?? null,
    lastName: call.local.lastName ?? null,
    phoneNumber: call.line.directoryNumber ?? null,
  };
}

function toPreservingUser({ preservingUsername }: Recording, user: User | undefined): WireUser {
  if (preservingUsername === undefined) return null;
  return user === undefined
    ? { ...NOTHING_KNOWN, username: preservingUsername }
    : toUser(user, NOTHING_KNOWN);
}

const NOTHING_KNOWN = {
  firstName: null,
  lastName: null,
  phoneNumber: null,
  group: null,
  department: null,
};

/** @param otherwise the value if the directory has none. */
function toUser(
  user: User,
  otherwise: Pick<NonNullable<WireUser>, 'firstName' | 'lastName' | 'phoneNumber'>,
): WireUser {
  return {
    username: user.username,
    firstName: user.firstName ?? otherwise.firstName,
    lastName: user.lastName ?? otherwise.lastName,
    // According to the vendor's page, the primary extension of the user.
    phoneNumber: user.lines[0]?.directoryNumber ?? otherwise.phoneNumber,
    group: user.group ?? null,
    department: user.department ?? null,
  };
}
