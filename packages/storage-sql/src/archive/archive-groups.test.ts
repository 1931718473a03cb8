import { type ArchiveFilter, DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import { expect, test } from 'vitest';
import { archiveEntryOf } from './archive-entry.ts';
import { groupsOf, wantedGroups } from './archive-groups.ts';

const RECORDING: Recording = {
  id: 'r',
  accountId: 'acme',
  name: 'n',
  target: { kind: 'session', sessionId: 's' },
  call: {
    line: { directoryNumber: '101' },
    username: 'Ada',
    direction: 'incoming',
    local: { phoneNumber: '101' },
    remote: { phoneNumber: '555' },
    metadata: {},
  },
  settings: DEFAULT_SETTINGS,
  origin: { via: 'test' },
  state: 'done',
  muted: false,
  createdAt: 1,
  updatedAt: 1,
  startedAt: 86_400_000.5,
  endedAt: 86_401_000.5,
  pausedMs: 0,
  skippedMs: 0,
};

const FITTING = {
  username: 'ADA',
  localNumber: '101',
  direction: 'incoming',
  remoteNumber: '555',
} as const;
const OTHER = {
  username: 'Bob',
  localNumber: '102',
  direction: 'outgoing',
  remoteNumber: '556',
} as const;

/** Every filter whose properties fit (1), do not fit (2), or are not given (0). */
function filters(): readonly { filter: ArchiveFilter; fits: boolean }[] {
  const names = Object.keys(FITTING) as (keyof typeof FITTING)[];
  return Array.from({ length: 3 ** names.length }, (_, index) => {
    const digits = names.map((_name, i) => Math.floor(index / 3 ** i) % 3);
    const given = names.flatMap((name, i) =>
      digits[i] === 0 ? [] : [[name, (digits[i] === 1 ? FITTING : OTHER)[name]]],
    );
    return { filter: Object.fromEntries(given), fits: !digits.includes(2) };
  });
}

test('a recording is in all groups that a filter wants if and only if it fits', () => {
  const groups = groupsOf(RECORDING);
  for (const { filter, fits } of filters()) {
    const { combined, remote } = wantedGroups(filter);
    const wanted = remote === undefined ? [combined] : [combined, remote];
    const isIn = wanted.every(({ kind, value }) =>
      groups.some((group) => group.kind === kind && group.value === value),
    );
    expect({ filter, isIn }).toEqual({ filter, isIn: fits });
  }
});

test('a recording is in no group twice', () => {
  const names = groupsOf(RECORDING).map(({ kind, value }) => `${kind} ${value}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(9);
});

test('only what is done has an entry, in whole milliseconds', () => {
  expect(archiveEntryOf(RECORDING)).toMatchObject({
    startedAt: 86_400_000,
    endedAt: 86_401_000,
    day: 1,
    remoteNumber: '555',
  });
  for (const state of ['recording', 'failed', 'canceled'] as const) {
    expect(archiveEntryOf({ ...RECORDING, state })).toBeUndefined();
  }
});
