import { type ConferenceRef, conferenceRefFor } from './conference.ts';
import { TricordError } from './errors.ts';

/** One direction of a session's audio: the local party's, or the remote party's. */
export type TrackName = 'local' | 'remote';

export type Direction = 'unknown' | 'incoming' | 'outgoing';

/** One party of a call, as far as known. */
export interface Party {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly phoneNumber?: string;
}

/** The device and number that a call runs on; either may be unknown. */
export interface LineRef {
  readonly deviceName?: string;
  readonly directoryNumber?: string;
}

/** What is known about a call besides its audio: parties, line, direction. */
export interface CallDetails {
  /** The PBX's own id of the call (a channel id, a call sid). */
  readonly externalId?: string;
  readonly line: LineRef;
  /** Owner of the line for this call. */
  readonly username?: string;
  readonly numericUserId?: string;
  readonly numericPartitionId?: string;
  /** The owner's group when the call was described last. */
  readonly group?: string;
  readonly direction: Direction;
  readonly local: Party;
  readonly remote: Party;
  readonly conference?: ConferenceRef;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The numbers of the caller and the called party. */
export interface CallNumbers {
  readonly calling?: string;
  readonly called?: string;
}

/**
 * The numbers of a call's parties, as far as known. The local party's is that of its line if nothing else is known; a
 * call of unknown direction counts as incoming.
 */
export function numbersOf({ direction, local, line, remote }: CallDetails): CallNumbers {
  const ours = local.phoneNumber ?? line.directoryNumber;
  const theirs = remote.phoneNumber;
  const [calling, called] = direction === 'outgoing' ? [ours, theirs] : [theirs, ours];
  return {
    ...(calling === undefined ? {} : { calling }),
    ...(called === undefined ? {} : { called }),
  };
}

/** `expected`: described before its audio arrived. */
export type SessionState = 'expected' | 'live' | 'ended';

/** One call (or leg of a conference) whose audio a source brings. Times are epoch milliseconds. */
export interface Session {
  /** UUID. */
  readonly id: string;
  readonly accountId: string;
  /** The source that brings its audio, once it has begun. */
  readonly source?: string;
  readonly state: SessionState;
  readonly call: CallDetails;
  /** The tracks of its streams so far. */
  readonly tracks: readonly TrackName[];
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When its first stream began. */
  readonly startedAt?: number;
  /** When its last stream ended; absent while it is live. */
  readonly endedAt?: number;
  /**
   * The recording that its line makes automatically, since the session last became live: due since then, or `begun`,
   * also after the recording has ended, failed or been deleted. Absent: its line is not automatic.
   */
  readonly automaticRecording?: { readonly dueAt: number } | 'begun';
}

/** What a client or a source states about a session's call, before or during it. Given fields replace known ones. */
export interface SessionDescription {
  readonly externalId?: string;
  readonly line?: LineRef;
  readonly username?: string;
  readonly numericUserId?: string;
  readonly numericPartitionId?: string;
  /** From the directory alone; null: the owner has none. */
  readonly group?: string | null;
  readonly direction?: Direction;
  readonly local?: Party;
  readonly remote?: Party;
  /** Any text that names the conference, see {@link conferenceRefFor}; null: it is in none. */
  readonly conferenceId?: string | null;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The lines that a description may refer to by PBX-specific details, most likely first. */
export type LineHints = (description: SessionDescription) => readonly LineRef[];

const UNKNOWN_CALL: CallDetails = {
  line: {},
  direction: 'unknown',
  local: {},
  remote: {},
  metadata: {},
};

/** A session that is described before its audio arrives. */
export function expectSession(
  id: string,
  accountId: string,
  description: SessionDescription,
  now: number,
): Session {
  return {
    id,
    accountId,
    state: 'expected',
    call: describedCall(accountId, description),
    tracks: [],
    createdAt: now,
    updatedAt: now,
  };
}

/** The session with `description` applied. Allowed in every state. */
export function applyDescription(
  session: Session,
  description: SessionDescription,
  now: number,
): Session {
  return {
    ...session,
    call: describedCall(session.accountId, description, session.call),
    updatedAt: now,
  };
}

/**
 * The session once its audio arrives, for the first time or again after its end: several streams may carry a call,
 * one after another. `startedAt` stays that of the first.
 * @throws TricordError `session-not-live` when it is live already.
 */
export function beginSession(
  session: Session,
  source: string,
  tracks: readonly TrackName[],
  now: number,
): Session {
  if (session.state === 'live') {
    throw new TricordError('session-not-live', `Session ${session.id} is live already`);
  }
  const { endedAt: _end, automaticRecording: _earlier, ...known } = addTracks(session, tracks);
  const { startedAt = now } = known;
  return { ...known, startedAt, state: 'live', source, updatedAt: now };
}

/** The session with these tracks added; the same object if it has them all. */
export function addTracks(session: Session, names: readonly TrackName[]): Session {
  const tracks = [...new Set([...session.tracks, ...names])];
  return tracks.length === session.tracks.length ? session : { ...session, tracks };
}

/** The session once it has ended; ending it twice changes nothing. */
export function endSession(session: Session, now: number): Session {
  if (session.state === 'ended') return session;
  return { ...session, state: 'ended', endedAt: now, updatedAt: now };
}

/** What is known of a call once `description` applies to what was known before. */
export function describedCall(
  accountId: string,
  description: SessionDescription,
  call: CallDetails = UNKNOWN_CALL,
): CallDetails {
  const { conferenceId, group, line, local, remote, metadata, ...scalars } = description;
  const { conference, group: groupBefore, ...known } = call;
  const groupAfter = group === undefined ? groupBefore : group;
  return {
    ...known,
    ...scalars,
    ...(groupAfter == null ? {} : { group: groupAfter }),
    line: { ...call.line, ...line },
    local: { ...call.local, ...local },
    remote: { ...call.remote, ...remote },
    metadata: { ...call.metadata, ...metadata },
    ...conferenceAfter(conference, accountId, conferenceId),
  };
}

function conferenceAfter(
  before: ConferenceRef | undefined,
  accountId: string,
  given: string | null | undefined,
): { conference?: ConferenceRef } {
  if (given === null) return {};
  const conference = given === undefined ? before : conferenceRefFor(accountId, given);
  return conference === undefined ? {} : { conference };
}
