import { createHash } from 'node:crypto';
import {
  type Reader,
  type Recording,
  type RecordingQuery,
  searchWords,
  usernameKey,
} from '@tricord/core';

/** The index finds texts of at least so many characters. */
const MIN_CHARACTERS = 3;
/** It looks up each sequence of three characters; more than these few hardly find less. */
const MAX_CHARACTERS = 12;
const MAX_WORDS = 8;

const FIELDS = [
  'remoteNumber',
  'direction',
  'durationFromMs',
  'durationToMs',
  'externalId',
  'metadata',
  'tags',
  'text',
  'visibleTo',
] as const satisfies readonly (keyof RecordingQuery)[];

/** Whether a query asks for more than lists have indexes for. */
export function isSearch(query: RecordingQuery): boolean {
  return FIELDS.some((field) => query[field] !== undefined);
}

/** The marks of a recording, as they are indexed. */
export function marksOf({ accountId, tags = [], call }: Recording): string {
  const { externalId, remote, metadata, username, group } = call;
  const known = { remoteNumber: remote.phoneNumber, externalId, metadata, tags };
  return [
    ...equalities(accountId, known),
    ...(username === undefined ? [] : [ownerOf(username)]),
    ...(group === undefined ? [] : [teamOf(group)]),
  ]
    .map(mark)
    .join(' ');
}

/**
 * The FTS5 query for the recordings that may fit, https://sqlite.org/fts5.html#full_text_query_syntax; undefined when
 * the index cannot tell.
 */
export function matchOf(query: RecordingQuery): string | undefined {
  const { accountId, text } = query;
  const marks = equalities(accountId, query).map(markTerm);
  const visible = query.visibleTo === undefined ? [] : [visibleTerm(query.visibleTo)];
  const words = text === undefined ? [] : searchWords(text).flatMap(wordTerm).slice(0, MAX_WORDS);
  // That of the account alone finds nearly everything.
  const terms = [...words, ...visible, ...marks];
  return terms.length === 1 ? undefined : terms.join(' AND ');
}

interface Equalities {
  readonly remoteNumber?: string | undefined;
  readonly externalId?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
}

/** What must be equal, each as a list that means nothing else. */
function equalities(
  accountId: string,
  { remoteNumber, externalId, metadata = {}, tags = [] }: Equalities,
): readonly (readonly string[])[] {
  return [
    ['account', accountId],
    ...(remoteNumber === undefined ? [] : [['remote', remoteNumber]]),
    ...(externalId === undefined ? [] : [['external', externalId]]),
    ...tags.map((tag) => ['tag', tag]),
    ...Object.entries(metadata).map(([key, value]) => ['metadata', key, value]),
  ];
}

/** Of a reader's recordings, one mark or another. */
function visibleTerm({ username, supervisedGroups }: Reader): string {
  const owners = [ownerOf(username), ...supervisedGroups.map(teamOf)];
  return `(${owners.map(markTerm).join(' OR ')})`;
}

function ownerOf(username: string): readonly string[] {
  return ['owner', usernameKey(username)];
}

function teamOf(group: string): readonly string[] {
  return ['team', group];
}

function markTerm(equality: readonly string[]): string {
  return `marks : ${quoted(mark(equality))}`;
}

/** Different ones may, rarely, have the same mark. */
function mark(equality: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(equality)).digest('base64url').slice(0, 6);
}

function wordTerm(word: string): string[] {
  const characters = [...word];
  if (characters.length < MIN_CHARACTERS) return [];
  return [`text : ${quoted(characters.slice(0, MAX_CHARACTERS).join(''))}`];
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
