import { createHash } from 'node:crypto';
import { TricordError } from '@tricord/core';

/** Where a page ended: the value that its last row is sorted by, and the row's id. */
export type PageKey = readonly [sortedBy: number | string, id: string];

const CHECKSUM_BYTES = 12;

/** Encodes a page key for clients, bound to the query that it belongs to. */
export function pageToken(query: string, key: PageKey): string {
  const text = JSON.stringify(key);
  return Buffer.concat([checksum(query, text), Buffer.from(text)]).toString('base64url');
}

/**
 * Reads what {@link pageToken} made for the same query.
 *
 * The checksum finds tokens that were truncated, changed or made for another query. It protects no
 * secret: a forged key only selects where in their own list somebody begins.
 * @throws TricordError `invalid-argument` with this parameter for anything else.
 */
export function readPageToken(
  query: string,
  token: string,
  parameter: 'after' | 'before',
): PageKey {
  const bytes = Buffer.from(token, 'base64url');
  const text = bytes.toString('utf8', CHECKSUM_BYTES);
  const intact =
    bytes.toString('base64url') === token &&
    checksum(query, text).equals(bytes.subarray(0, CHECKSUM_BYTES));
  const key = intact ? parse(text) : undefined;
  if (!isPageKey(key)) {
    throw new TricordError('invalid-argument', 'Not a page token of this query', {
      details: { parameter },
    });
  }
  return key;
}

function checksum(query: string, text: string): Buffer {
  const hash = createHash('sha256').update(query).update('\0').update(text);
  return hash.digest().subarray(0, CHECKSUM_BYTES);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPageKey(key: unknown): key is PageKey {
  if (!Array.isArray(key) || key.length !== 2) return false;
  const [sortedBy, id] = key as unknown[];
  return (typeof sortedBy === 'number' || typeof sortedBy === 'string') && typeof id === 'string';
}
