import { isSameUser, type Line, type User, usernameKey } from '../account.ts';
import type { Directory, OwnedLine } from '../ports/directory.ts';
import type { CallDetails, LineHints, LineRef, SessionDescription } from '../session.ts';

/** The dependencies of {@link completeDescription}. */
export interface CompletionDeps {
  readonly directory: Directory;
  /** Finds lines by PBX-specific details; none by default. */
  readonly lineHints?: LineHints;
}

/** What distinguishes the users of one line. */
interface UserRef {
  readonly username?: string | undefined;
  readonly numericUserId?: string | undefined;
}

/** What the directory knows about a call. */
interface Found {
  readonly user?: User;
  /** The user's lines that the call may be on; what they have in common applies to the call. */
  readonly lines: readonly Line[];
}

/**
 * Completes a description from the directory: the other half of the line, its owner, the owner's ids, and the line
 * of a user who has only one. A call without a line is looked up by its extension: the metadata `extension`, what
 * `lineHints` finds, or the local party's number.
 *
 * What the description states is not changed. A number that several users share is resolved only if the description,
 * or what is known of the call, identifies one of them.
 */
export async function completeDescription(
  deps: CompletionDeps,
  accountId: string,
  given: SessionDescription,
  known?: CallDetails,
): Promise<SessionDescription> {
  const { user, lines } = await resolve(deps, accountId, given, known);
  const numericUserId = given.numericUserId ?? user?.numericUserId;
  const line = {
    ...given.line,
    ...common(lines, 'deviceName'),
    ...common(lines, 'directoryNumber'),
  };
  return {
    ...given,
    ...(given.line === undefined && lines.length === 0 ? {} : { line }),
    ...(user === undefined ? {} : { username: user.username }),
    ...(numericUserId === undefined ? {} : { numericUserId }),
  };
}

async function resolve(
  { directory, lineHints = () => [] }: CompletionDeps,
  accountId: string,
  given: SessionDescription,
  known: CallDetails | undefined,
): Promise<Found> {
  if (isGiven(given.line)) {
    const owned = await directory.lines(accountId, given.line);
    const said = owned.filter((entry) => isOwner(entry.owner, given));
    return found(directory, accountId, preferKnown(said, known), given);
  }
  if (known !== undefined && isGiven(known.line)) {
    const isOwnerNamed = given.username !== undefined || given.numericUserId !== undefined;
    const owned = isOwnerNamed ? await directory.lines(accountId, known.line) : [];
    const said = owned.filter((entry) => isOwner(entry.owner, given));
    return found(directory, accountId, said, given);
  }
  const who = {
    username: given.username ?? known?.username,
    numericUserId: given.numericUserId ?? known?.numericUserId,
  };
  for (const ref of extensionsOf(given, lineHints)) {
    const owned = await directory.lines(accountId, ref);
    const said = owned.filter((entry) => isOwner(entry.owner, who));
    if (said.length > 0) return found(directory, accountId, said, given);
  }
  const user = await userOf(directory, accountId, given);
  return user === undefined ? { lines: [] } : { user, lines: onlyOne(user.lines) };
}

/** The lines and their owner, if they have a single one; else only the user whom the description names. */
async function found(
  directory: Directory,
  accountId: string,
  owned: readonly OwnedLine[],
  given: UserRef,
): Promise<Found> {
  const owners = new Map(owned.map(({ owner }) => [usernameKey(owner.username), owner]));
  const [owner] = onlyOne([...owners.values()]);
  if (owner !== undefined) return { user: owner, lines: owned.map(({ line }) => line) };
  const user = await userOf(directory, accountId, given);
  return { lines: [], ...(user === undefined ? {} : { user }) };
}

async function userOf(
  directory: Directory,
  accountId: string,
  { username, numericUserId }: UserRef,
): Promise<User | undefined> {
  if (username !== undefined) return directory.user(accountId, username);
  if (numericUserId === undefined) return undefined;
  return onlyOne(await directory.numericUsers(accountId, numericUserId))[0];
}

/** Whether the user matches. */
function isOwner(owner: User, { username, numericUserId }: UserRef): boolean {
  return (
    (username === undefined || isSameUser(username, owner.username)) &&
    (numericUserId === undefined || numericUserId === owner.numericUserId)
  );
}

/** The candidates that agree with what is known of the call; all of them if none does. */
function preferKnown(
  owned: readonly OwnedLine[],
  known: CallDetails | undefined,
): readonly OwnedLine[] {
  if (known === undefined) return owned;
  const { deviceName, directoryNumber } = known.line;
  const rules: readonly ((entry: OwnedLine) => boolean)[] = [
    ({ line }) => deviceName === undefined || line.deviceName === deviceName,
    ({ line }) => directoryNumber === undefined || line.directoryNumber === directoryNumber,
    ({ owner }) => isOwner(owner, known),
  ];
  return rules.reduce((left, rule) => {
    const agreeing = left.filter(rule);
    return agreeing.length > 0 ? agreeing : left;
  }, owned);
}

/** Where the PBX may have indicated the line implicitly. */
function extensionsOf(given: SessionDescription, lineHints: LineHints): readonly LineRef[] {
  const extension = given.metadata?.extension;
  const number = given.local?.phoneNumber;
  return [
    ...(extension === undefined ? [] : [{ directoryNumber: extension }]),
    ...lineHints(given),
    ...(number === undefined ? [] : [{ directoryNumber: number }]),
  ];
}

function isGiven(line: LineRef | undefined): line is LineRef {
  return line?.deviceName !== undefined || line?.directoryNumber !== undefined;
}

/** The value that all lines share, if they do. */
function common(lines: readonly Line[], half: keyof LineRef): LineRef {
  const [value] = onlyOne([...new Set(lines.map((line) => line[half]))]);
  return value === undefined ? {} : { [half]: value };
}

function onlyOne<T>(items: readonly T[]): readonly T[] {
  return items.length === 1 ? items : [];
}
