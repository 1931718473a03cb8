import { type ConferenceRef, conferenceRefFor } from './conference.ts';
import { TricordError } from './errors.ts';

/** One direction of a session's audio: what our side says, and what the other side says. */
export type TrackName = 'local' | 'remote';

export type Direction = 'unknown' | 'incoming' | 'outgoing';

/** One end of a call, as far as anybody told us. */
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

/** Who talks to whom, on what line: all that is known of a call besides its audio. */
export interface CallDetails {
  /** The PBX's own id of the call (a channel id, a call sid). */
  readonly externalId?: string;
  readonly line: LineRef;
  /** Owner of the line for this call. */
  readonly username?: string;
  readonly numericUserId?: string;
  readonly direction: Direction;
  readonly local: Party;
  readonly remote: Party;
  readonly conference?: ConferenceRef;
  readonly metadata: Readonly<Record<string, string>>;
}

/** `expected`: described before its audio arrived. */
export type SessionState = 'expected' | 'live' | 'ended';

/** One live call (or leg of a conference) whose audio reaches us. Times are epoch milliseconds. */
export interface Session {
  /** UUID. */
  readonly id: string;
  readonly accountId: string;
  /** The source that brings its audio, once it has begun. */
  readonly source?: string;
  readonly state: SessionState;
  readonly call: CallDetails;
  /** The tracks that its streams have brought so far. */
  readonly tracks: readonly TrackName[];
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When its first stream began. */
  readonly startedAt?: number;
  /** When its last stream ended; absent while it is live, also when it is live again. */
  readonly endedAt?: number;
}

/** What somebody tells us of a call, before or during it. Given fields replace known ones. */
export interface SessionDescription {
  readonly externalId?: string;
  readonly line?: LineRef;
  readonly username?: string;
  readonly numericUserId?: string;
  readonly direction?: Direction;
  readonly local?: Party;
  readonly remote?: Party;
  /** Any text that names the conference, see {@link conferenceRefFor}; null: it is in none. */
  readonly conferenceId?: string | null;
  readonly metadata?: Readonly<Record<string, string>>;
}

const UNKNOWN_CALL: CallDetails = {
  line: {},
  direction: 'unknown',
  local: {},
  remote: {},
  metadata: {},
};

/** A session that somebody described before its audio arrived. */
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
    call: describedCall(UNKNOWN_CALL, accountId, description),
    tracks: [],
    createdAt: now,
    updatedAt: now,
  };
}

/** The session with what `description` says of it. Allowed in every state. */
export function applyDescription(
  session: Session,
  description: SessionDescription,
  now: number,
): Session {
  return {
    ...session,
    call: describedCall(session.call, session.accountId, description),
    updatedAt: now,
  };
}

/**
 * The session once its audio arrives: for the first time, or again after its end, because a call may be
 * carried by several streams, one after another. `startedAt` stays that of the first.
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
  const { endedAt: _over, ...known } = addTracks(session, tracks);
  return { ...known, state: 'live', source, startedAt: session.startedAt ?? now, updatedAt: now };
}

/** The session with these tracks besides the ones that it has; itself if it has them all. */
export function addTracks(session: Session, names: readonly TrackName[]): Session {
  const tracks = [...new Set([...session.tracks, ...names])];
  return tracks.length === session.tracks.length ? session : { ...session, tracks };
}

/** The session once its audio is over; a second end changes nothing. */
export function endSession(session: Session, now: number): Session {
  if (session.state === 'ended') return session;
  return { ...session, state: 'ended', endedAt: now, updatedAt: now };
}

function describedCall(
  call: CallDetails,
  accountId: string,
  description: SessionDescription,
): CallDetails {
  const { conferenceId, line, local, remote, metadata, ...scalars } = description;
  const { conference, ...known } = call;
  return {
    ...known,
    ...scalars,
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
