import type { CallDetails, Direction, Party, User } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { DIRECTIONS } from './direction.ts';

type Metadata = components['schemas']['UploadMetadata'];

/** The call of an upload; its line is the given number. @param owner the user in the directory. */
export function toCall(metadata: Metadata, owner: User | undefined): CallDetails {
  const { localParty, remoteParty, pbxCallId } = metadata;
  const { username, phoneNumber } = localParty;
  const { numericUserId, numericPartitionId, group }: Partial<User> = owner ?? {};
  return {
    ...(pbxCallId ? { externalId: pbxCallId } : {}),
    line: { directoryNumber: phoneNumber },
    username: owner?.username ?? username,
    ...(numericUserId === undefined ? {} : { numericUserId }),
    ...(numericPartitionId === undefined ? {} : { numericPartitionId }),
    ...(group === undefined ? {} : { group }),
    direction: directionOf(metadata.direction),
    local: { phoneNumber },
    remote: toParty(remoteParty ?? {}),
    metadata: {},
  };
}

function directionOf(wire: Metadata['direction']): Direction {
  const known = (Object.keys(DIRECTIONS) as Direction[]).find((name) => DIRECTIONS[name] === wire);
  return known ?? 'unknown';
}

function toParty({
  firstName,
  lastName,
  phoneNumber,
}: NonNullable<Metadata['remoteParty']>): Party {
  return {
    ...(firstName ? { firstName } : {}),
    ...(lastName ? { lastName } : {}),
    ...(phoneNumber ? { phoneNumber } : {}),
  };
}
