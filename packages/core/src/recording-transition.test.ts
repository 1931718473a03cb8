import { describe, expect, test } from 'vitest';
import { isTricordError } from './errors.ts';
import { DEFAULT_SETTINGS, durationMs, type Recording, type RecordingState } from './recording.ts';
import { type RecordingCommand, transition } from './recording-transition.ts';

const MEDIA = {
  durationMs: 1000,
  sampleRateHz: 8000,
  channels: 1,
  bytes: 16_044,
  sha256: 'ab'.repeat(32),
  gaps: [],
} as const;

function recording(state: RecordingState, more: Partial<Recording> = {}): Recording {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    accountId: '00000000-0000-4000-8000-00000000000a',
    name: 'name',
    target: { kind: 'session', sessionId: '00000000-0000-4000-8000-000000000002' },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state,
    muted: false,
    createdAt: 0,
    updatedAt: 0,
    pausedMs: 0,
    skippedMs: 0,
    ...(state === 'queued' ? {} : { startedAt: 0 }),
    ...(state === 'paused' ? { pausedAt: 500, pauseBehavior: 'skip' as const } : {}),
    ...more,
  };
}

const COMMANDS: Record<string, RecordingCommand> = {
  begin: { type: 'begin' },
  pause: { type: 'pause', behavior: 'silence' },
  resume: { type: 'resume' },
  mute: { type: 'mute' },
  unmute: { type: 'unmute' },
  stop: { type: 'stop', reason: 'requested' },
  discard: { type: 'discard' },
  complete: { type: 'complete', media: MEDIA },
  fail: { type: 'fail', cause: 'disk full' },
};

/** The complete state machine: the new state, `=` for no change, `-` for refused. */
const MACHINE: Record<RecordingState, Record<string, string>> = {
  queued: {
    begin: 'recording',
    pause: '-',
    resume: '-',
    mute: '-',
    unmute: '-',
    stop: 'finishing',
    discard: 'canceled',
    complete: '-',
    fail: 'failed',
  },
  recording: {
    begin: '-',
    pause: 'paused',
    resume: '=',
    mute: 'recording',
    unmute: '=',
    stop: 'finishing',
    discard: 'canceled',
    complete: '-',
    fail: 'failed',
  },
  paused: {
    begin: '-',
    pause: '=',
    resume: 'recording',
    mute: 'paused',
    unmute: '=',
    stop: 'finishing',
    discard: 'canceled',
    complete: '-',
    fail: 'failed',
  },
  finishing: {
    begin: '-',
    pause: '-',
    resume: '-',
    mute: '-',
    unmute: '-',
    stop: '=',
    discard: '-',
    complete: 'done',
    fail: 'failed',
  },
  done: Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, '-'])),
  failed: Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, '-'])),
  canceled: Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, '-'])),
};

describe('transition', () => {
  for (const [state, row] of Object.entries(MACHINE) as [
    RecordingState,
    Record<string, string>,
  ][]) {
    test.each(Object.entries(row))(`${state}: %s → %s`, (name, expected) => {
      const command = COMMANDS[name];
      if (command === undefined) throw new Error(name);
      const before = recording(state);
      if (expected === '-') {
        expect(() => transition(before, command, 700)).toThrow(
          expect.objectContaining({ code: 'recording-not-live', details: { state } }),
        );
        return;
      }
      const { recording: after, events } = transition(before, command, 700);
      if (expected === '=') {
        expect(after).toBe(before);
        expect(events).toEqual([]);
        return;
      }
      expect(after).toMatchObject({ state: expected, updatedAt: 700 });
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({ at: 700, accountId: before.accountId, recording: after });
    });
  }

  test('never modifies its argument', () => {
    const before = Object.freeze(recording('recording'));
    transition(before, { type: 'pause', behavior: 'skip' }, 700);
    expect(before.state).toBe('recording');
  });

  test('pauses add up; only skipped ones shorten the audio', () => {
    let r = recording('recording');
    r = transition(r, { type: 'pause', behavior: 'skip' }, 1000).recording;
    r = transition(r, { type: 'resume' }, 1300).recording;
    r = transition(r, { type: 'pause', behavior: 'silence' }, 2000).recording;
    r = transition(r, { type: 'resume' }, 2500).recording;
    expect(r).toMatchObject({ pausedMs: 800, skippedMs: 300 });
    expect(r).not.toHaveProperty('pausedAt');
    expect(durationMs(r, 3000)).toBe(2700);
  });

  test('a stop while paused closes the pause', () => {
    const { recording: stopped } = transition(
      recording('paused'),
      { type: 'stop', reason: 'hangup' },
      900,
    );
    expect(stopped).toMatchObject({
      endedAt: 900,
      endReason: 'hangup',
      pausedMs: 400,
      skippedMs: 400,
    });
    expect(durationMs(stopped, 99_999)).toBe(500);
  });

  test('a failure keeps the captured audio and has a cause', () => {
    const { recording: failed } = transition(
      recording('recording'),
      { type: 'fail', cause: 'disk full', media: MEDIA },
      900,
    );
    expect(failed).toMatchObject({
      state: 'failed',
      cause: 'disk full',
      media: MEDIA,
      endedAt: 900,
    });
  });
});

describe('preserving', () => {
  const STATES = (Object.keys(MACHINE) as RecordingState[]).filter((state) => state !== 'canceled');
  const marked = { preserved: true, preservingUsername: 'ann' };

  test.each(STATES)('%s: sets and clears the mark, and does not change the state', (state) => {
    const before = recording(state);
    const set = transition(before, { type: 'preserve', username: 'ann' }, 700);
    expect(set.recording).toStrictEqual({ ...before, ...marked, updatedAt: 700 });
    expect(set.events).toMatchObject([{ type: 'recording.preserved', recording: set.recording }]);
    const lifted = transition(set.recording, { type: 'release' }, 800);
    expect(lifted.recording).toStrictEqual({ ...before, updatedAt: 800 });
    expect(lifted.events).toMatchObject([{ type: 'recording.released', at: 800 }]);
  });

  test('is refused once the recording has been discarded', () => {
    expect(() => transition(recording('canceled'), { type: 'preserve' }, 700)).toThrow(
      expect.objectContaining({ code: 'recording-not-live', details: { state: 'canceled' } }),
    );
  });

  test('the first preserver is kept; a user name is optional', () => {
    const before = recording('done', marked);
    const again = transition(before, { type: 'preserve', username: 'bob' }, 700);
    expect(again).toEqual({ recording: before, events: [] });
    const bare = recording('done');
    expect(transition(bare, { type: 'release' }, 700)).toEqual({ recording: bare, events: [] });
    const { recording: nobodys } = transition(bare, { type: 'preserve' }, 700);
    expect(nobodys).not.toHaveProperty('preservingUsername');
  });

  test.each(['queued', 'recording', 'paused'] as const)('%s: cannot be discarded', (state) => {
    expect(() => transition(recording(state, marked), { type: 'discard' }, 700)).toThrow(
      expect.objectContaining({ code: 'recording-preserved' }),
    );
  });

  test('the mark survives the end of the recording', () => {
    const stop = { type: 'stop', reason: 'requested' } as const;
    const { recording: stopped } = transition(recording('paused', marked), stop, 700);
    const { recording: done } = transition(stopped, { type: 'complete', media: MEDIA }, 800);
    const { recording: failed } = transition(stopped, { type: 'fail', cause: 'no disk' }, 800);
    expect(done).toMatchObject({ state: 'done', ...marked });
    expect(failed).toMatchObject({ state: 'failed', ...marked });
  });
});

describe('durationMs', () => {
  test('is 0 before the recording begins, and the stored duration after it ends', () => {
    expect(durationMs(recording('queued'), 5000)).toBe(0);
    expect(durationMs(recording('done', { media: MEDIA }), 5000)).toBe(1000);
  });

  test('stops during a pause that skips, and continues during one that keeps silence', () => {
    expect(durationMs(recording('paused'), 5000)).toBe(500);
    expect(durationMs(recording('paused', { pauseBehavior: 'silence' }), 5000)).toBe(5000);
  });
});

test('isTricordError distinguishes TricordErrors from others', () => {
  try {
    transition(recording('done'), { type: 'mute' }, 0);
  } catch (error) {
    expect(isTricordError(error, 'recording-not-live')).toBe(true);
    expect(isTricordError(error, 'internal')).toBe(false);
  }
  expect(isTricordError(new Error('no'))).toBe(false);
});
