import { isSameUser, type Line, type User } from '../account.ts';
import type { Directory } from '../ports/directory.ts';
import type { LineRef } from '../session.ts';
import { aliasKey, numericIdKey, pbxUsernameKey } from '../user-keys.ts';

/** How a call says whose it is. */
export interface UserRef {
  readonly username?: string | undefined;
  readonly numericUserId?: string | undefined;
  readonly numericPartitionId?: string | undefined;
}

/** A user whose call it may be, and the line that it may be on; some users have none. */
export interface LineOwner {
  readonly owner: User;
  readonly line?: Line;
}

/**
 * The owners of the lines that match. If nobody has the number as a directory number, the users with that alias number,
 * each with the first line (on that device, if one is given).
 */
export async function lineOwners(
  directory: Directory,
  accountId: string,
  ref: LineRef,
): Promise<readonly LineOwner[]> {
  const owned = await directory.lines(accountId, ref);
  const { deviceName, directoryNumber } = ref;
  if (owned.length > 0 || directoryNumber === undefined) return owned;
  const users = await directory.usersByKey(accountId, aliasKey(directoryNumber));
  return users.flatMap((owner): LineOwner[] => {
    const line = owner.lines.find(
      (one) => deviceName === undefined || one.deviceName === deviceName,
    );
    if (line !== undefined) return [{ owner, line }];
    return deviceName === undefined ? [{ owner }] : [];
  });
}

/**
 * The one user whom a call names: by user name, else by PBX user name, else by numeric ids. Undefined if there is none, or
 * there are several.
 */
export async function namedUser(
  directory: Directory,
  accountId: string,
  ref: UserRef,
): Promise<User | undefined> {
  const { username, numericUserId } = ref;
  if (username !== undefined) {
    const user = await directory.user(accountId, username);
    if (user !== undefined) return user;
    const known = await directory.usersByKey(accountId, pbxUsernameKey(username));
    return onlyOne(ofIds(known.map(ownerOf), ref))?.owner;
  }
  if (numericUserId === undefined) return undefined;
  const known = await directory.usersByKey(accountId, numericIdKey(numericUserId));
  return onlyOne(ofIds(known.map(ownerOf), ref))?.owner;
}

/** Those of the owners whom a call can mean; its user name is that of the directory. */
export function meantOwners<Owned extends LineOwner>(
  owned: readonly Owned[],
  ref: UserRef,
): readonly Owned[] {
  const { username } = ref;
  return ofIds(
    owned.filter(({ owner }) => username === undefined || isSameUser(username, owner.username)),
    ref,
  );
}

/** Users without a partition id are meant only if no other user has the partition id of the call. */
function ofIds<Owned extends LineOwner>(
  owned: readonly Owned[],
  { numericUserId, numericPartitionId }: UserRef,
): readonly Owned[] {
  const numbered = owned.filter(
    ({ owner }) => numericUserId === undefined || owner.numericUserId === numericUserId,
  );
  if (numericPartitionId === undefined) return numbered;
  const partitioned = (id: string | undefined) =>
    numbered.filter(({ owner }) => owner.numericPartitionId === id);
  const exact = partitioned(numericPartitionId);
  return exact.length > 0 ? exact : partitioned(undefined);
}

function ownerOf(owner: User): LineOwner {
  return { owner };
}

/** The only item; undefined if there are none or several. */
export function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
