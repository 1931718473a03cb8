import type { Recording, RecordingQuery } from '@tricord/core';
import { ACME, OTHER, recordingOf } from './catalog-samples.ts';
import type { Draw } from './query-population.ts';

const NAMES = [
  'Anna',
  'anna',
  'Müller',
  'MULLER',
  'Straße',
  "O'Neil",
  'ΟΔΟΣ',
  'Ōno',
  'x" OR "y',
  'é%_*',
];
const NUMBERS = ['101', '+49301234567', '+4930123456', '0049 30 1234567', '99'];
const NOTES = [
  'calls back',
  'claim 4711\nvip',
  'a',
  '\u{1F600}\u{1F601} fine',
  'nul\0nul',
  'ab cd ef',
];
const TAGS = ['vip', 'VIP', 'claim 7', 'a', '"', 'Ünïcode', 'x'.repeat(100)];
const EXTERNAL = ['1700000000.42', 'CA1', 'ca1', ''];
const KEYS = ['ticket', 'Ticket', 'a=b', '__proto__', ''];
const VALUES = ['7', '07', '', 'line\nbreak', '"'];
const GROUPS = ['Sales', 'sales', 'x" OR "y'];
const DIRECTIONS = ['unknown', 'incoming', 'outgoing'] as const;
const STATES = ['recording', 'done', 'done', 'done', 'failed'] as const;
const DURATIONS = [0, 0.125, 1000, 59_999.875, 60_000, 3_600_000];
const START = Date.UTC(2026, 5, 1);

/** Recordings with much to search for, many of them created in the same millisecond. */
export function searchPopulation(draw: Draw, size: number): Recording[] {
  return Array.from({ length: size }, (_, n) => {
    const state = draw.of(STATES);
    return recordingOf(n, {
      accountId: draw.below(8) === 0 ? OTHER : ACME,
      name: `${draw.of(NAMES)} ${n}`,
      state,
      createdAt: START + draw.below(Math.ceil(size / 3)),
      call: {
        ...draw.maybe(2, () => ({ externalId: draw.of(EXTERNAL) })),
        ...draw.maybe(3, () => ({ username: draw.of(['anna', 'Bo']) })),
        ...draw.maybe(3, () => ({ group: draw.of(GROUPS) })),
        line: draw.maybe(2, () => ({ directoryNumber: draw.of(NUMBERS) })),
        direction: draw.of(DIRECTIONS),
        local: draw.maybe(2, () => ({ firstName: draw.of(NAMES), phoneNumber: draw.of(NUMBERS) })),
        remote: draw.maybe(2, () => ({ lastName: draw.of(NAMES), phoneNumber: draw.of(NUMBERS) })),
        metadata: draw.maybe(2, () => metadataOf(draw)) as Record<string, string>,
      },
      ...draw.maybe(3, () => ({ note: draw.of(NOTES) })),
      ...draw.maybe(2, () => ({ tags: [...new Set([draw.of(TAGS), draw.of(TAGS)])] })),
      ...(state === 'recording' ? {} : { media: mediaOf(draw.of(DURATIONS)) }),
    });
  });
}

/** A query with a random combination of what a search can ask for, and some other filters. */
export function drawSearch(draw: Draw, size: number): RecordingQuery {
  return {
    accountId: ACME,
    limit: 1 + draw.below(20),
    ...draw.maybe(4, () => ({ remoteNumber: draw.of([...NUMBERS, '']) })),
    ...draw.maybe(4, () => ({ direction: draw.of(DIRECTIONS) })),
    ...draw.maybe(4, () => ({ durationFromMs: draw.of(DURATIONS) })),
    ...draw.maybe(4, () => ({ durationToMs: draw.of(DURATIONS) })),
    ...draw.maybe(5, () => ({ externalId: draw.of([...EXTERNAL, 'other']) })),
    ...draw.maybe(5, () => ({ metadata: metadataOf(draw) })),
    ...draw.maybe(4, () => ({ tags: [draw.of(TAGS)] })),
    ...draw.maybe(10, () => ({ tags: [draw.of(TAGS), draw.of(TAGS)] })),
    ...draw.maybe(2, () => ({ text: textOf(draw) })),
    ...draw.maybe(5, () => ({ states: [draw.of(STATES)] })),
    ...draw.maybe(6, () => ({ createdFrom: START + draw.below(Math.ceil(size / 3)) })),
    ...draw.maybe(6, () => ({ createdBefore: START + draw.below(Math.ceil(size / 3)) })),
    ...draw.maybe(6, () => ({ directoryNumber: draw.of(NUMBERS) })),
    ...draw.maybe(6, () => ({ username: 'ANNA' })),
    ...draw.maybe(4, () => ({
      visibleTo: {
        username: draw.of(['Anna', 'bo', 'nobody']),
        supervisedGroups: GROUPS.filter(() => draw.below(2) === 0),
      },
    })),
    ...draw.maybe(6, () => ({ namePrefix: draw.of(NAMES) })),
    ...draw.maybe(4, () => ({ order: draw.of(['name', 'newest'] as const) })),
  };
}

/** Parts of what is there, in another case or with more around them, and what is nowhere. */
function textOf(draw: Draw): string {
  const words = Array.from({ length: 1 + draw.below(3) }, () => {
    const text = draw.of([...NAMES, ...NUMBERS, ...NOTES, ...TAGS, 'nowhere', '   ', '\0']);
    const from = draw.below(4);
    const part = [...text].slice(from, from + 1 + draw.below(6)).join('');
    return draw.of([part, text, part.toUpperCase(), part.toLowerCase()]);
  });
  return words.join(draw.of([' ', '\n', '  ']));
}

function metadataOf(draw: Draw): Record<string, string> {
  const pairs = Array.from({ length: 1 + draw.below(2) }, () => [draw.of(KEYS), draw.of(VALUES)]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

function mediaOf(durationMs: number): NonNullable<Recording['media']> {
  return {
    durationMs,
    sampleRateHz: 8000,
    channels: 1,
    bytes: 44,
    sha256: '0'.repeat(64),
    gaps: [],
  };
}
