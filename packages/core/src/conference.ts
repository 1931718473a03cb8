import { createHash } from 'node:crypto';
import { TricordError } from './errors.ts';
import { parseUuid } from './uuid.ts';

export type ConferenceState = 'live' | 'ended';

/** A set of sessions that are recorded as one mix. Times are epoch milliseconds. */
export interface Conference {
  /** UUID: that of {@link conferenceRefFor} its name. */
  readonly id: string;
  readonly accountId: string;
  /** Its name as given. */
  readonly name: string;
  readonly state: ConferenceState;
  /**
   * Whether a client created it: then it lives until it is ended. Otherwise the first session that named it created
   * it, and it lives until the last one leaves.
   */
  readonly created: boolean;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly endedAt?: number;
}

/** The conference that a session is in. */
export interface ConferenceRef {
  /** UUID. */
  readonly id: string;
  /** The name of the conference, as the session gave it. */
  readonly name: string;
}

/** Namespace of name-based conference ids (a random UUID, fixed forever). */
const NAMESPACE = Buffer.from('b9c6f7d24a1e4a0f9a6d3f6c5b1e7a42', 'hex');

/**
 * The conference that `given` names within an account. A UUID is used as the id; any other text always yields the
 * same name-based UUID (RFC 9562, version 5), so that sessions that give the same name meet in one conference
 * without creating it first.
 */
export function conferenceRefFor(accountId: string, given: string): ConferenceRef {
  const id = parseUuid(given) ?? nameBasedUuid(`${accountId}\n${given}`);
  return { id, name: given };
}

/** A new live conference. */
export function newConference(
  { id, name }: ConferenceRef,
  accountId: string,
  { created, metadata = {} }: { created: boolean; metadata?: Readonly<Record<string, string>> },
  now: number,
): Conference {
  const times = { createdAt: now, updatedAt: now };
  return { id, accountId, name, state: 'live', created, metadata, ...times };
}

/** The conference once it has ended; ending it twice changes nothing. */
export function endConferenceAt(conference: Conference, now: number): Conference {
  if (conference.state === 'ended') return conference;
  return { ...conference, state: 'ended', endedAt: now, updatedAt: now };
}

/** The error for a conference that does not exist. */
export function conferenceNotFound(name: string): TricordError {
  return new TricordError('conference-not-found', `No conference ${name}`);
}

function nameBasedUuid(name: string): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
