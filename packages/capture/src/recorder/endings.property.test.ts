import { isLive, isRecordingEvent, type Recording, type TricordEvent } from '@tricord/core';
import { PROPERTY_TIMEOUT_MS, seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveSession } from '../intake/live-session.ts';
import { ShuffledWaits } from '../testing/shuffled-waits.ts';
import { openTestCapture, type TestCapture } from '../testing/test-capture.ts';
import { LiveFile } from './files/live-file.ts';

const CASES = 10_000;
const DRAINS = 300;
const RATE_HZ = 1000;

/** Something that happens to a recorded call at a random moment. */
type Action =
  | { readonly type: 'start'; readonly settings: { maxDurationMs?: number; terminateOn?: string } }
  | { readonly type: 'stop' | 'discard' | 'pause' | 'resume'; readonly which: number }
  | { readonly type: 'talk' | 'digit' | 'describe' }
  /** A hang-up by either side or a broken connection; each ends the session. */
  | { readonly type: 'hang-up' | 'remote-hang-up' | 'reset' }
  | { readonly type: 'drain' };

const which = fc.nat({ max: 3 });
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({
    type: fc.constant('start' as const),
    settings: fc.constantFrom({}, { maxDurationMs: 60 }, { terminateOn: '#' }),
  }),
  fc.record({ type: fc.constantFrom('stop', 'discard', 'pause', 'resume' as const), which }),
  fc.record({ type: fc.constantFrom('talk', 'digit', 'describe' as const) }),
  fc.record({ type: fc.constantFrom('hang-up', 'remote-hang-up', 'reset' as const) }),
);

let capture: TestCapture;
let waits: ShuffledWaits;

async function open(): Promise<void> {
  waits = new ShuffledWaits();
  capture = await openTestCapture({ waits, makeLiveFile: (path) => memoryFile(path) });
}

beforeAll(open);
afterAll(() => capture.close());

class MemoryFile extends LiveFile {
  override async requireInPlace(): Promise<void> {}
}

/** A live file without a disk. */
function memoryFile(path: string): LiveFile {
  const written = async () => ({ bytesWritten: 0, buffer: new Uint8Array() });
  return new MemoryFile(path, {
    create: async () => {
      await waits.wait();
      return {
        write: written,
        writev: async (buffers: readonly Uint8Array[]) => ({
          bytesWritten: buffers.reduce((sum, { length }) => sum + length, 0),
          buffers,
        }),
        truncate: () => waits.wait(),
        stat: async () => ({ size: Number.POSITIVE_INFINITY }),
        datasync: () => waits.wait(),
        sync: () => waits.wait(),
        close: () => waits.wait(),
      } as never;
    },
  });
}

/** Runs one call from start to end with the given happenings. */
async function play(actions: readonly Action[], choices: readonly number[]): Promise<void> {
  waits.shuffle(choices);
  const session = await waits.run(capture.call());
  const from = capture.published.length;
  // A refusal because the call or the recording is over is fine.
  const pending: Promise<unknown>[] = [];
  const begin = (one: Action) => pending.push(act(session, one).catch(() => undefined));
  begin({ type: 'start', settings: {} });
  for (const one of actions) {
    begin(one);
    await waits.some();
  }
  begin({ type: 'remote-hang-up' });
  await waits.run(Promise.all(pending));
  checkPublished(session, capture.published.slice(from));
  capture.published.length = 0;
}

const actions = fc.array(action, { minLength: 1, maxLength: 8 });
const choices = fc.array(fc.nat(), { minLength: 16, maxLength: 16 });

test(
  'every recording publishes its end exactly once, before session.ended',
  async () => {
    await fc.assert(fc.asyncProperty(actions, choices, play), seeded('endings', CASES));
  },
  PROPERTY_TIMEOUT_MS,
);

test(
  'the same holds if the recorder is drained at a random moment',
  async () => {
    const drained = fc.asyncProperty(actions, fc.nat(), choices, async (others, at, chances) => {
      const all = others.toSpliced(at % others.length, 0, { type: 'drain' });
      await capture.close();
      await open();
      await play(all, chances);
    });
    await fc.assert(drained, seeded('endings with a drain', DRAINS));
  },
  PROPERTY_TIMEOUT_MS,
);

async function act(session: LiveSession, action: Action): Promise<unknown> {
  const { recorder, clock } = capture;
  switch (action.type) {
    case 'start':
      return capture.begin(session, action.settings);
    case 'stop':
    case 'discard':
    case 'resume':
      return command(session, action.which, { type: action.type });
    case 'pause':
      return command(session, action.which, { type: 'pause', behavior: 'skip' });
    case 'talk':
      for (let i = 0; i < 5; i++) {
        clock.advance(20);
        session.tracks[0]?.push(new Int16Array(20).fill(9999), RATE_HZ, clock.monotonicMs());
      }
      return clock.advance(100);
    case 'digit':
      return session.dtmf('#');
    case 'describe':
      return capture.describe(session.id, { remote: { firstName: 'Ann' } });
    case 'hang-up':
      return session.hangUp();
    case 'remote-hang-up':
    case 'reset':
      return capture.end(session);
    case 'drain':
      return recorder.drain();
  }
}

async function command(
  { id }: LiveSession,
  index: number,
  wanted: Parameters<TestCapture['recorder']['command']>[2],
): Promise<unknown> {
  const live = capture.published
    .filter(isRecordingEvent)
    .map(({ recording }) => recording)
    .filter(({ target }) => target.kind === 'session' && target.sessionId === id);
  const ids = [...new Set(live.map((recording) => recording.id))];
  const recordingId = ids[index % Math.max(1, ids.length)];
  if (recordingId === undefined) return undefined;
  return capture.recorder.command(live[0]?.accountId ?? '', recordingId, wanted);
}

function checkPublished(session: LiveSession, events: readonly TricordEvent[]): void {
  const types = events.map(({ type }) => type);
  const endedAt = types.indexOf('session.ended');
  expect(types.filter((type) => type === 'session.ended')).toHaveLength(1);
  expect(types.slice(endedAt).filter((type) => type.startsWith('recording.'))).toEqual([]);
  const last = new Map<string, Recording>();
  const ends = new Map<string, number>();
  for (const event of events.filter(isRecordingEvent)) {
    const { id } = event.recording;
    expect(event.recording.target).toEqual({ kind: 'session', sessionId: session.id });
    last.set(id, event.recording);
    if (!isLive(event.recording)) ends.set(id, (ends.get(id) ?? 0) + 1);
  }
  for (const [id, recording] of last) {
    expect({ id, live: isLive(recording), ends: ends.get(id) }).toEqual({
      id,
      live: false,
      ends: 1,
    });
  }
}
