import { createHash } from 'node:crypto';
import { parseUuid } from './uuid.ts';

/** The conference that a session takes part in: a set of sessions recorded as one mix. */
export interface ConferenceRef {
  /** UUID. */
  readonly id: string;
  /** What the conference was called when it was named. */
  readonly name: string;
}

/** Namespace of name-based conference ids (a random UUID, fixed for ever). */
const NAMESPACE = Buffer.from('b9c6f7d24a1e4a0f9a6d3f6c5b1e7a42', 'hex');

/**
 * The conference that `given` names inside an account. A UUID is taken as the id itself; any other
 * text gets the same name-based UUID (RFC 9562, version 5) each time, so that sessions which give
 * the same name meet in one conference without anybody creating it first.
 */
export function conferenceRefFor(accountId: string, given: string): ConferenceRef {
  const id = parseUuid(given) ?? nameBasedUuid(`${accountId}\n${given}`);
  return { id, name: given };
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
