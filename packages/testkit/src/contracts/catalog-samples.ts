import { createHash } from 'node:crypto';
import {
  type Conference,
  type ConferenceQuery,
  DEFAULT_SETTINGS,
  type Page,
  type Recording,
  type RecordingQuery,
  type Session,
  type SessionQuery,
} from '@tricord/core';

/** Two accounts that must be isolated from each other. */
export const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
export const OTHER = '0b5dc3a6-54c5-4b7c-9a39-6b7f4fd0c1aa';

const CREATED_AT = Date.UTC(2026, 0, 2, 3, 4, 5);

/** The n-th id: the same in every run, and in no particular order. */
export function idOf(n: number): string {
  const hex = createHash('sha256').update(String(n)).digest('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...groups, hex.slice(20, 32)].join('-');
}

/** The n-th recording, created a second after the previous one: queued, of a session. */
export function recordingOf(n: number, change: Partial<Recording> = {}): Recording {
  const createdAt = change.createdAt ?? CREATED_AT + n * 1000;
  return {
    id: idOf(n),
    accountId: ACME,
    name: `recording ${n}`,
    target: { kind: 'session', sessionId: idOf(-1) },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'contract' },
    state: 'queued',
    muted: false,
    createdAt,
    updatedAt: createdAt,
    pausedMs: 0,
    skippedMs: 0,
    ...change,
  };
}

/** A recording with every field set. */
export function fullRecording(n: number): Recording {
  return recordingOf(n, {
    name: 'a/b \u{1F600} "quoted" \\ line\nbreak',
    call: {
      externalId: '1700000000.42',
      line: { deviceName: 'SEP123456789ABC', directoryNumber: '101' },
      username: 'user1',
      numericUserId: '654321',
      direction: 'incoming',
      local: { firstName: 'Anna', lastName: 'Ångström', phoneNumber: '101' },
      remote: { firstName: 'Bo', lastName: "O'Neil", phoneNumber: '+3905841234567' },
      conference: { id: idOf(-2), name: 'weekly' },
      metadata: { __proto__x: '1', 'key with spaces': '', ключ: '値' },
    },
    settings: { ...DEFAULT_SETTINGS, sampleRateHz: 16_000, channels: 2, requestedFormat: 'ulaw' },
    origin: { via: 'asterisk', username: 'pbx' },
    state: 'failed',
    muted: true,
    startedAt: 1_700_000_000_123,
    pausedAt: 1_700_000_001_000,
    pauseBehavior: 'skip',
    pausedMs: 250,
    skippedMs: 125.5,
    endedAt: 1_700_000_009_999,
    endReason: 'hangup',
    cause: 'The disk is full',
    media: {
      durationMs: 9000.125,
      sampleRateHz: 16_000,
      channels: 2,
      bytes: 2 ** 40,
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      gaps: [
        {
          offsetMs: 20,
          lengthMs: 40,
          expectedFrames: 2,
          receivedFrames: 0,
          reason: 'network',
          track: 'remote',
        },
      ],
      talkingMs: 4000,
      silenceMs: 5000,
    },
    damage: { kind: 'changed', noticedAt: 1_700_000_020_000 },
    append: false,
  });
}

/** The n-th session, created a second after the previous one: live. */
export function sessionOf(n: number, change: Partial<Session> = {}): Session {
  const createdAt = change.createdAt ?? CREATED_AT + n * 1000;
  return {
    id: idOf(n),
    accountId: ACME,
    source: 'contract',
    state: 'live',
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    tracks: ['local', 'remote'],
    createdAt,
    updatedAt: createdAt,
    startedAt: createdAt,
    ...change,
  };
}

/** The n-th conference, created explicitly a second after the previous one: live. */
export function conferenceOf(n: number, change: Partial<Conference> = {}): Conference {
  const createdAt = change.createdAt ?? CREATED_AT + n * 1000;
  return {
    id: idOf(n),
    accountId: ACME,
    name: `conference ${n}`,
    state: 'live',
    created: true,
    metadata: {},
    createdAt,
    updatedAt: createdAt,
    ...change,
  };
}

/** All results of a query, page by page; `between` runs after each page but the last. */
export async function everyPage<T, Q extends RecordingQuery | SessionQuery | ConferenceQuery>(
  list: (query: Q) => Promise<Page<T>>,
  query: Q,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<T[]> {
  const all: T[] = [];
  let page = await list(query);
  all.push(...page.items);
  while (page.next !== undefined) {
    if (page.items.length !== query.limit) throw new Error('A page before the last is not full');
    await between();
    page = await list({ ...query, after: page.next });
    if (page.items.length === 0) throw new Error('There was a next page, and it is empty');
    all.push(...page.items);
  }
  return all;
}
