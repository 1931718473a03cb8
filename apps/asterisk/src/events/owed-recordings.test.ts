import type { Conference, Recording, RecordingEvent, Session, TricordEvent } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { OwedRecordings } from './owed-recordings.ts';

const at = 0;
const accountId = 'acme';
const BRIDGE = 'bridge:b';

const conference = (type: 'conference.created' | 'conference.ended'): TricordEvent => ({
  ...{ type, at, accountId },
  conference: { id: 'b' } as Conference,
});

const session = (type: 'session.started' | 'session.ended'): TricordEvent => ({
  ...{ type, at, accountId },
  session: { id: 's' } as Session,
});

const recording = (id: string, state: Recording['state']): RecordingEvent => ({
  ...{ type: 'recording.started', at, accountId },
  recording: { id, state, target: { kind: 'conference', conferenceId: 'b' } } as Recording,
});

describe('OwedRecordings', () => {
  test('what owes nothing ends at once', () => {
    const owed = new OwedRecordings();
    expect(owed.follow(session('session.ended'))).toEqual(['channel:s']);
    owed.follow(recording('r', 'recording'));
    owed.follow(recording('r', 'done'));
    expect(owed.follow(conference('conference.ended'))).toEqual([BRIDGE]);
  });

  test('what is owed ends outlives its bridge until the last has been told', () => {
    const owed = new OwedRecordings();
    for (const id of ['r1', 'r2', 'r3']) owed.follow(recording(id, 'recording'));
    owed.follow(recording('r1', 'finishing'));
    expect(owed.follow(conference('conference.ended'))).toEqual([]);
    expect(owed.follow(recording('r1', 'done'))).toEqual([]);
    expect(owed.follow(recording('r2', 'canceled'))).toEqual([]);
    expect(owed.follow(recording('r3', 'failed'))).toEqual([BRIDGE]);
    expect(owed.follow(conference('conference.ended'))).toEqual([BRIDGE]);
  });

  test('a bridge that comes back keeps its subscriptions', () => {
    const owed = new OwedRecordings();
    owed.follow(recording('r', 'recording'));
    owed.follow(conference('conference.ended'));
    owed.follow(conference('conference.created'));
    expect(owed.follow(recording('r', 'done'))).toEqual([]);
    expect(owed.follow(conference('conference.ended'))).toEqual([BRIDGE]);
  });
});
