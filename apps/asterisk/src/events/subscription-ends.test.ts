import type { Conference, Recording, RecordingEvent, Session, TricordEvent } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { SubscriptionEnds } from './subscription-ends.ts';

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

describe('SubscriptionEnds', () => {
  test('a subscription without live recordings ends at once', () => {
    const ends = new SubscriptionEnds();
    expect(ends.follow(session('session.ended'))).toEqual(['channel:s']);
    ends.follow(recording('r', 'recording'));
    ends.follow(recording('r', 'done'));
    expect(ends.follow(conference('conference.ended'))).toEqual([BRIDGE]);
  });

  test('a subscription outlives its bridge until the end of its last recording', () => {
    const ends = new SubscriptionEnds();
    for (const id of ['r1', 'r2', 'r3']) ends.follow(recording(id, 'recording'));
    ends.follow(recording('r1', 'finishing'));
    expect(ends.follow(conference('conference.ended'))).toEqual([]);
    expect(ends.follow(recording('r1', 'done'))).toEqual([]);
    expect(ends.follow(recording('r2', 'canceled'))).toEqual([]);
    expect(ends.follow(recording('r3', 'failed'))).toEqual([BRIDGE]);
    expect(ends.follow(conference('conference.ended'))).toEqual([BRIDGE]);
  });

  test('a bridge that comes back keeps its subscriptions', () => {
    const ends = new SubscriptionEnds();
    ends.follow(recording('r', 'recording'));
    ends.follow(conference('conference.ended'));
    ends.follow(conference('conference.created'));
    expect(ends.follow(recording('r', 'done'))).toEqual([]);
    expect(ends.follow(conference('conference.ended'))).toEqual([BRIDGE]);
  });
});
