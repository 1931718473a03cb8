import type { Directory, OwnedLine } from '../ports/directory.ts';
import type { CallDescription } from '../session.ts';

/**
 * Adds to a description what the directory knows: the other half of the line, its owner, and the
 * owner's ids. What the description says itself stays, and a number that several users share is left open
 * unless the description says which of them it is.
 */
export async function completeDescription(
  directory: Directory,
  accountId: string,
  given: CallDescription,
): Promise<CallDescription> {
  const owned = given.line === undefined ? [] : await directory.lines(accountId, given.line);
  const match = onlyOne(owned.filter((entry) => isOwner(entry, given)));
  const user =
    match?.owner ??
    (given.username === undefined ? undefined : await directory.user(accountId, given.username));
  const numericUserId = given.numericUserId ?? user?.numericUserId;
  return {
    ...given,
    ...(match === undefined
      ? {}
      : {
          line: {
            deviceName: match.line.deviceName,
            directoryNumber: match.line.directoryNumber,
          },
        }),
    ...(user === undefined ? {} : { username: user.username }),
    ...(numericUserId === undefined ? {} : { numericUserId }),
  };
}

function isOwner(entry: OwnedLine, given: CallDescription): boolean {
  const sameName =
    given.username === undefined ||
    given.username.toLowerCase() === entry.owner.username.toLowerCase();
  const sameId =
    given.numericUserId === undefined || given.numericUserId === entry.owner.numericUserId;
  return sameName && sameId;
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}
