import type { CapturedMedia, Direction, Recording, User } from '@tricord/core';
import type { Caller } from '../callers.ts';
import type { components } from '../generated/api.ts';
import { isoDuration } from './iso-duration.ts';
import { referenceNumber } from './reference-number.ts';

type RecordingDetail = components['schemas']['RecordingDetail'];
type WireUser = components['schemas']['User'];

const DIRECTIONS: Readonly<Record<Direction, RecordingDetail['direction']>> = {
  unknown: 0,
  incoming: 1,
  outgoing: 2,
};

/** What a completed recording is made from. */
export interface CompletedRecording {
  readonly recording: Recording;
  readonly media: CapturedMedia;
  /** The owner, as far as the directory still knows the name. */
  readonly owner: User | undefined;
}

/** All that this API says of a completed recording. */
export function toRecordingDetail(
  { recording, media, owner }: CompletedRecording,
  { localTime }: Pick<Caller, 'localTime'>,
): RecordingDetail {
  const { call } = recording;
  return {
    id: recording.id,
    referenceNumber: referenceNumber(recording),
    startTime: localTime(recording.startedAt ?? recording.createdAt),
    duration: isoDuration(media.durationMs),
    direction: DIRECTIONS[call.direction],
    localPartyNumber: call.local.phoneNumber ?? call.line.directoryNumber ?? null,
    remotePartyNumber: call.remote.phoneNumber ?? null,
    ownerUsername: call.username ?? null,
    pbxCallId: call.externalId ?? null,
    owner: toOwner(recording, owner),
    // The core has no preservation: nobody ever did it.
    preservingUser: null,
    note: call.metadata.note ?? null,
    size: media.bytes,
    hash: media.sha256,
  };
}

/** The user as the directory has it, else as the call named it. */
function toOwner({ call }: Recording, user: User | undefined): WireUser {
  if (call.username === undefined) return null;
  return {
    username: user?.username ?? call.username,
    firstName: user?.firstName ?? call.local.firstName ?? null,
    lastName: user?.lastName ?? call.local.lastName ?? null,
    // The vendor's page: the primary extension of the user.
    phoneNumber: user?.lines[0]?.directoryNumber ?? call.line.directoryNumber ?? null,
    group: user?.group ?? null,
    department: user?.department ?? null,
  };
}
