import {
  type ActingCore,
  awaitBegin,
  type CoreDeps,
  describeSession,
  isSameUser,
  isTricordError,
  listSessions,
  meantOwners,
  type OwnedLine,
  type Recording,
  type Session,
  startRecording,
  TricordError,
} from '@tricord/core';
import type { NamedPrincipal } from '@tricord/http-kit';
import { isControllable, isOnLine, requireControllable } from './lines.ts';

/** The calls that a start may record. */
export interface StartScope {
  /** Lines that the calls may be on; not empty. */
  readonly lines: readonly OwnedLine[];
  readonly includes: (call: Session) => boolean;
  /** The owner of the recording, unless the call or its line has one. */
  readonly owner?: string;
}

/** More than the concurrent calls of any line. */
const MAX_CALLS = 100;

/**
 * Records the newest connected call in the scope that is not being recorded yet.
 * @throws TricordError `line-not-monitorable`; `line-automatic`; `session-not-live` when there is no such
 *   call, or no owner for the recording; `already-recorded`; the errors of {@link awaitBegin} and the recorder.
 */
export async function startOnLines(
  core: ActingCore,
  caller: NamedPrincipal,
  scope: StartScope,
): Promise<Recording> {
  const calls = (await connectedCalls(core, caller.accountId, scope.lines)).filter(scope.includes);
  // A line with a call determines the error; without calls, the lines themselves do.
  const busy = scope.lines.filter(({ line }) =>
    calls.some((call) => isOnLine(call.call.line, line)),
  );
  requireControllable((busy.length > 0 ? busy : scope.lines).map(({ line }) => line));

  let refusal = new TricordError('session-not-live', 'No connected call, or no user for it');
  for (const call of calls) {
    const owner = ownerOf(call, scope);
    if (owner === undefined) continue;
    try {
      return await startFor(core, caller, call, owner);
    } catch (error) {
      if (!isTricordError(error, 'already-recorded')) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** The calls on the lines, newest first. */
async function connectedCalls(
  core: CoreDeps,
  accountId: string,
  lines: readonly OwnedLine[],
): Promise<readonly Session[]> {
  const filters = [
    ...distinct(lines, (line) => line.directoryNumber).map((directoryNumber) => ({
      directoryNumber,
    })),
    ...distinct(lines, (line) => line.deviceName).map((deviceName) => ({ deviceName })),
  ];
  const pages = await Promise.all(
    filters.map((filter) =>
      listSessions(core, { accountId, states: ['live'], limit: MAX_CALLS, ...filter }),
    ),
  );
  const found = new Map(pages.flatMap(({ items }) => items.map((call) => [call.id, call])));
  return [...found.values()]
    .filter((call) => lines.some(({ line }) => isOnLine(call.call.line, line)))
    .sort((a, b) => b.createdAt - a.createdAt);
}

function distinct(
  lines: readonly OwnedLine[],
  key: (line: OwnedLine['line']) => string,
): readonly string[] {
  return [...new Set(lines.map(({ line }) => key(line)))];
}

/** The user of a call that clients may record: the call's own, else the only owner of its line. */
function ownerOf({ call }: Session, scope: StartScope): string | undefined {
  const owners = scope.lines.filter(
    ({ line }) => isControllable(line) && isOnLine(call.line, line),
  );
  if (owners.length === 0) return undefined;
  if (call.username !== undefined) return call.username;
  if (scope.owner !== undefined) return scope.owner;
  // Users who share an extension are distinguished by their numeric ids.
  const candidates = meantOwners(owners, call);
  const [first, ...others] = candidates.map(({ owner }) => owner.username);
  if (first === undefined || others.some((other) => !isSameUser(other, first))) return undefined;
  return first;
}

async function startFor(
  core: ActingCore,
  { accountId, username }: NamedPrincipal,
  { id, call }: Session,
  owner: string,
): Promise<Recording> {
  const queued = await startRecording(core, {
    accountId,
    target: { sessionId: id },
    exclusive: true,
    // On a live-keep line, the recording includes the call from its start.
    settings: { wholeCall: true },
    origin: { via: 'imagicle', username },
  });
  // After the start, because a refused start must not assign the call and its recordings to the user.
  if (call.username === undefined) await describeSession(core, accountId, id, { username: owner });
  return awaitBegin(core, queued);
}
