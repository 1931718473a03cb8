import { DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import { SequenceIds } from '@tricord/testkit';
import { describe, expect, test } from 'vitest';
import { toLamlRecording } from './recording.ts';
import { sourceOf } from './source.ts';
import { statusOf } from './status.ts';
import type { View } from './view.ts';

/** The date in the vendor's own example. */
const CREATED = Date.UTC(2018, 8, 25, 23, 0, 0);

function recordingWith(change: Partial<Recording>): Recording {
  return {
    id: SequenceIds.nth(1),
    accountId: SequenceIds.nth(2),
    name: 'a',
    target: { kind: 'session', sessionId: SequenceIds.nth(3) },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'signalwire' },
    state: 'done',
    muted: false,
    createdAt: CREATED,
    updatedAt: CREATED,
    startedAt: CREATED,
    pausedMs: 0,
    skippedMs: 0,
    ...change,
  };
}

/** How an account of SignalWire's flavor sees things. */
const VIEW: View = {
  flavor: 'signalwire',
  accountSid: SequenceIds.nth(2),
  path: '/api/laml/2010-04-01/Accounts/A',
  origin: 'http://gw.test',
  now: 0,
};

function stored(durationMs: number, channels: 1 | 2 = 1): Partial<Recording> {
  const media = { durationMs, channels, sampleRateHz: 8000, bytes: 1, sha256: '', gaps: [] };
  return { endedAt: CREATED + durationMs, media };
}

test('dates are RFC 2822 as the vendor prints them', () => {
  const laml = toLamlRecording(recordingWith(stored(61_999)), VIEW);
  expect(laml.date_created).toBe('Tue, 25 Sep 2018 23:00:00 +0000');
  expect(laml).toHaveProperty('end_time', 'Tue, 25 Sep 2018 23:01:01 +0000');
});

test.each([
  [0, 0],
  [499, 0],
  [500, 1],
  [4_499, 4],
  [4_500, 5],
])('a length of %d ms is %d seconds', (durationMs, seconds) => {
  expect(toLamlRecording(recordingWith(stored(durationMs)), VIEW).duration).toBe(seconds);
});

test('channels are what was stored, or what was asked for while there is nothing stored', () => {
  const settings = { ...DEFAULT_SETTINGS, channels: 2 } as const;
  expect(toLamlRecording(recordingWith({ settings, state: 'recording' }), VIEW).channels).toBe('2');
  expect(toLamlRecording(recordingWith({ settings, ...stored(1, 1) }), VIEW).channels).toBe('1');
});

test.each([
  ['queued', 'queued'],
  ['recording', 'in-progress'],
  ['paused', 'paused'],
  ['finishing', 'stopped'],
  ['done', 'completed'],
  ['failed', 'failed'],
] as const)('a recording that is %s has status %s', (state, status) => {
  expect(statusOf(recordingWith({ state, ...stored(1) }))).toBe(status);
});

describe('a recording that ended without audio is absent', () => {
  test('of no length', () => expect(statusOf(recordingWith(stored(0)))).toBe('absent'));
  test('of no media', () => expect(statusOf(recordingWith({}))).toBe('absent'));
});

test.each([
  ['signalwire', 'StartCallRecordingApi', 'StartConferenceRecording'],
  ['asterisk', 'StartCallRecordingApi', 'StartConferenceRecording'],
  ['imagicle', 'StartCallRecordingApi', 'StartConferenceRecording'],
  ['copy', 'StartCallRecordingApi', 'StartConferenceRecording'],
  ['line', 'DialVerb', 'Conference'],
])('begun by %s: source %s of a call, %s of a conference', (via, ofCall, ofConference) => {
  const origin = { via };
  const target = { kind: 'conference', conferenceId: SequenceIds.nth(4) } as const;
  expect(sourceOf(recordingWith({ origin }))).toBe(ofCall);
  expect(sourceOf(recordingWith({ origin, target }))).toBe(ofConference);
});
