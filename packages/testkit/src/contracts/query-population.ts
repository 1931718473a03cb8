import type {
  CallDetails,
  CallFilter,
  Recording,
  RecordingQuery,
  Session,
  SessionQuery,
} from '@tricord/core';
import { ACME, idOf, OTHER, recordingOf, sessionOf } from './catalog-samples.ts';

/** A reproducible random generator. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** An integer from 0 (inclusive) to `bound` (exclusive). */
  below(bound: number): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state % bound;
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** The result of `make` with probability 1/n, otherwise undefined. */
  maybe<T extends object>(n: number, make: () => T): T | Record<never, never> {
    return this.below(n) === 0 ? make() : {};
  }
}

const STATES = [
  'queued',
  'recording',
  'paused',
  'finishing',
  'done',
  'failed',
  'canceled',
] as const;
const SESSION_STATES = ['expected', 'live', 'ended'] as const;
const DEVICES = ['SEP1', 'SEP2', 'sep1'];
const NUMBERS = ['101', '102', '0101'];
const PHONES = ['+391', '+392'];
const USERS = ['anna', 'Anna', 'bo'];
const USER_IDS = ['1', '01'];
const CONFERENCES = [idOf(-10), idOf(-11)];
const SESSIONS = [idOf(-20), idOf(-21)];
const PREFIXES = ['a', 'a%', 'a_', 'A', 'a/', 'é', '\uFFFD', '\u{1F600}', '\u{10FFFF}', 'aé'];
const START = Date.UTC(2026, 5, 1);

/** Varied recordings, many of them created in the same millisecond. */
export function recordingPopulation(size: number): Recording[] {
  const draw = new Draw(7);
  return Array.from({ length: size }, (_, n) => {
    const target: Recording['target'] =
      draw.below(3) === 0
        ? { kind: 'conference', conferenceId: draw.of(CONFERENCES) }
        : { kind: 'session', sessionId: draw.of(SESSIONS) };
    const state = draw.of(STATES);
    const ended = state === 'failed' || state === 'canceled';
    return recordingOf(n, {
      accountId: draw.below(8) === 0 ? OTHER : ACME,
      // Failed and canceled recordings may share a name.
      name: draw.of(PREFIXES) + (ended ? draw.below(3) : n),
      state,
      target,
      call: callOf(draw),
      createdAt: START + draw.below(size / 3),
    });
  });
}

/** Varied sessions. */
export function sessionPopulation(size: number): Session[] {
  const draw = new Draw(11);
  return Array.from({ length: size }, (_, n) => {
    const { startedAt: _never, ...session } = sessionOf(n, {
      accountId: draw.below(8) === 0 ? OTHER : ACME,
      state: draw.of(SESSION_STATES),
      call: {
        ...callOf(draw),
        ...draw.maybe(2, () => ({ conference: { id: draw.of(CONFERENCES), name: 'c' } })),
        ...partiesOf(draw),
      },
      createdAt: START + draw.below(size / 3),
    });
    if (session.state === 'expected') return session;
    return { ...session, startedAt: session.createdAt + draw.below(20) };
  });
}

/** A query with a random combination of filters, two on average. */
export function drawRecordingQuery(draw: Draw, size: number): RecordingQuery {
  return {
    ...drawCallFilter(draw),
    accountId: ACME,
    limit: 1 + draw.below(12),
    ...draw.maybe(3, () => ({ states: STATES.filter(() => draw.below(2) === 0) })),
    ...draw.maybe(6, () => ({ sessionId: draw.of([...SESSIONS, idOf(-99)]) })),
    ...draw.maybe(6, () => ({ conferenceId: draw.of(CONFERENCES) })),
    ...draw.maybe(5, () => ({ createdFrom: START + draw.below(size / 3) })),
    ...draw.maybe(5, () => ({ createdBefore: START + draw.below(size / 3) })),
    ...draw.maybe(4, () => ({ namePrefix: draw.of([...PREFIXES, '', 'z', 'x'.repeat(4096)]) })),
    ...draw.maybe(2, () => ({ order: draw.of(['name', 'newest'] as const) })),
  };
}

export function drawSessionQuery(draw: Draw, size: number): SessionQuery {
  const at = () => START + draw.below(size / 3);
  return {
    ...drawCallFilter(draw),
    accountId: ACME,
    limit: 1 + draw.below(12),
    ...draw.maybe(5, () => ({ callingNumber: draw.of([...PHONES, ...NUMBERS, '%']) })),
    ...draw.maybe(5, () => ({ calledNumber: draw.of([...PHONES, ...NUMBERS, '+3']) })),
    ...draw.maybe(6, () => ({ createdFrom: at() })),
    ...draw.maybe(6, () => ({ createdBefore: at() })),
    ...draw.maybe(6, () => ({ startedFrom: at() })),
    ...draw.maybe(6, () => ({ startedBefore: at() })),
    ...draw.maybe(3, () => ({ states: SESSION_STATES.filter(() => draw.below(2) === 0) })),
    ...draw.maybe(4, () => ({ conferenceId: draw.of(CONFERENCES) })),
  };
}

function drawCallFilter(draw: Draw): CallFilter {
  return {
    ...draw.maybe(5, () => ({ deviceName: draw.of([...DEVICES, '', "'"]) })),
    ...draw.maybe(5, () => ({ directoryNumber: draw.of([...NUMBERS, '1%', '___']) })),
    ...draw.maybe(5, () => ({ username: draw.of([...USERS, 'ANNA']) })),
    ...draw.maybe(5, () => ({ numericUserId: draw.of(USER_IDS) })),
  };
}

function partiesOf(draw: Draw): Pick<CallDetails, 'direction' | 'local' | 'remote'> {
  return {
    direction: draw.of(['unknown', 'incoming', 'outgoing']),
    local: draw.maybe(3, () => ({ phoneNumber: draw.of(PHONES) })),
    remote: draw.maybe(2, () => ({ phoneNumber: draw.of(PHONES) })),
  };
}

function callOf(draw: Draw): CallDetails {
  return {
    line: {
      ...draw.maybe(2, () => ({ deviceName: draw.of(DEVICES) })),
      ...draw.maybe(2, () => ({ directoryNumber: draw.of(NUMBERS) })),
    },
    ...draw.maybe(2, () => ({ username: draw.of(USERS) })),
    ...draw.maybe(2, () => ({ numericUserId: draw.of(USER_IDS) })),
    direction: 'unknown',
    local: {},
    remote: {},
    metadata: {},
  };
}
