import { type Line, type User, usernameKey } from '../account.ts';
import type { Directory } from '../ports/directory.ts';
import type { CallDetails, LineHints, LineRef, SessionDescription } from '../session.ts';
import {
  type LineOwner,
  lineOwners,
  meantOwners,
  namedUser,
  onlyOne,
  type UserRef,
} from './call-users.ts';

/** The dependencies of {@link completeDescription}. */
export interface CompletionDeps {
  readonly directory: Directory;
  /** Finds lines by PBX-specific details; none by default. */
  readonly lineHints?: LineHints;
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
 * `lineHints` finds, or the local party's number. Alias numbers and PBX user names are replaced by what the directory
 * has for them; an alias number becomes the number of the local party, if that has none.
 *
 * What the description states is not changed otherwise. A number that several users share is resolved only if the
 * description, or what is known of the call, identifies one of them.
 */
export async function completeDescription(
  deps: CompletionDeps,
  accountId: string,
  stated: SessionDescription,
  known?: CallDetails,
): Promise<SessionDescription> {
  const given = await withUsername(deps.directory, accountId, stated);
  const { user, lines } = await resolve(deps, accountId, given, known);
  const numericUserId = given.numericUserId ?? user?.numericUserId;
  const numericPartitionId = given.numericPartitionId ?? user?.numericPartitionId;
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
    ...(numericPartitionId === undefined ? {} : { numericPartitionId }),
    ...groupOf(user, given, known),
    ...calledAlias(given, line, known),
  };
}

/** The description with the user name of the directory, if it states that or a PBX user name. */
async function withUsername(
  directory: Directory,
  accountId: string,
  stated: SessionDescription,
): Promise<SessionDescription> {
  if (stated.username === undefined) return stated;
  const user = await namedUser(directory, accountId, stated);
  return user === undefined ? stated : { ...stated, username: user.username };
}

/** The owner's group; that of an earlier owner is cleared. */
function groupOf(
  user: User | undefined,
  given: UserRef,
  known: CallDetails | undefined,
): Pick<SessionDescription, 'group'> {
  if (user?.group !== undefined) return { group: user.group };
  const hasOwner = user !== undefined || given.username !== undefined;
  return hasOwner && known?.group !== undefined ? { group: null } : {};
}

/** The alias number that the line's number replaces, as the number of the local party. */
function calledAlias(
  given: SessionDescription,
  line: LineRef,
  known: CallDetails | undefined,
): Pick<SessionDescription, 'local'> {
  const number = given.line?.directoryNumber;
  const isReplaced = number !== undefined && number !== line.directoryNumber;
  const localNumber = given.local?.phoneNumber ?? known?.local.phoneNumber;
  if (!isReplaced || localNumber !== undefined) return {};
  return { local: { ...given.local, phoneNumber: number } };
}

async function resolve(
  { directory, lineHints = () => [] }: CompletionDeps,
  accountId: string,
  given: SessionDescription,
  known: CallDetails | undefined,
): Promise<Found> {
  if (isGiven(given.line)) {
    const owned = await lineOwners(directory, accountId, given.line);
    return found(directory, accountId, preferKnown(meantOwners(owned, given), known), given);
  }
  if (known !== undefined && isGiven(known.line)) {
    const owned = namesUser(given) ? await lineOwners(directory, accountId, known.line) : [];
    return found(directory, accountId, meantOwners(owned, given), given);
  }
  const who = {
    username: given.username ?? known?.username,
    numericUserId: given.numericUserId ?? known?.numericUserId,
    numericPartitionId: given.numericPartitionId ?? known?.numericPartitionId,
  };
  for (const ref of extensionsOf(given, lineHints)) {
    const owned = meantOwners(await lineOwners(directory, accountId, ref), who);
    if (owned.length > 0) return found(directory, accountId, owned, given);
  }
  const user = await namedUser(directory, accountId, namedBy(given, known));
  const line = user && onlyOne(user.lines);
  return { ...(user === undefined ? {} : { user }), lines: line === undefined ? [] : [line] };
}

/** A partition id alone belongs to the numeric id that is known. */
function namedBy(given: UserRef, known: UserRef | undefined): UserRef {
  const { username, numericUserId, numericPartitionId } = given;
  const isAlone = username === undefined && numericUserId === undefined;
  return isAlone && numericPartitionId !== undefined
    ? { numericUserId: known?.numericUserId, numericPartitionId }
    : given;
}

function namesUser({ username, numericUserId, numericPartitionId }: UserRef): boolean {
  return username !== undefined || numericUserId !== undefined || numericPartitionId !== undefined;
}

/** The lines and their owner, if they have a single one; else only the user whom the description names. */
async function found(
  directory: Directory,
  accountId: string,
  owned: readonly LineOwner[],
  given: UserRef,
): Promise<Found> {
  const owners = new Map(owned.map(({ owner }) => [usernameKey(owner.username), owner]));
  const owner = onlyOne([...owners.values()]);
  if (owner !== undefined) return { user: owner, lines: owned.flatMap(({ line }) => line ?? []) };
  const user = await namedUser(directory, accountId, given);
  return { lines: [], ...(user === undefined ? {} : { user }) };
}

/** The candidates that agree with what is known of the call; all of them if none does. */
function preferKnown(
  owned: readonly LineOwner[],
  known: CallDetails | undefined,
): readonly LineOwner[] {
  if (known === undefined) return owned;
  const { deviceName, directoryNumber } = known.line;
  const rules: readonly ((left: readonly LineOwner[]) => readonly LineOwner[])[] = [
    (left) =>
      left.filter(({ line }) => deviceName === undefined || line?.deviceName === deviceName),
    (left) =>
      left.filter(
        ({ line }) => directoryNumber === undefined || line?.directoryNumber === directoryNumber,
      ),
    (left) => meantOwners(left, known),
  ];
  return rules.reduce((left, rule) => {
    const agreeing = rule(left);
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
  const value = onlyOne([...new Set(lines.map((line) => line[half]))]);
  return value === undefined ? {} : { [half]: value };
}
