import { rename, rm, truncate, writeFile } from 'node:fs/promises';
import { isLive, pauseRecording, type Recording } from '@tricord/core';
import { tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LiveSession } from '../../intake/live-session.ts';
import {
  ACCOUNT,
  nextEvent,
  openTestCapture,
  speak,
  type TestCapture,
} from '../../testing/test-capture.ts';
import { TestCrash } from '../../testing/test-crash.ts';

let capture: TestCapture;
let session: LiveSession;
let recording: Recording;
beforeEach(async () => {
  capture = await openTestCapture();
  session = await capture.call();
  recording = await capture.record(session);
  say();
  await onDisk();
});
afterEach(() => capture.close());

const said = tone({ frequencyHz: 440, durationMs: 2000, amplitude: 0.3 });
const say = () => speak(capture, [{ session, samples: said }]);

async function onDisk(): Promise<void> {
  capture.clock.advance(1000);
  await capture.recorder.flush();
  await capture.recorder.flush();
}

const ACCIDENTS: Readonly<Record<string, (path: string) => Promise<void>>> = {
  removed: (path) => rm(path),
  replaced: async (path) => {
    await rm(path);
    await writeFile(path, Buffer.alloc(40_000, 1));
  },
  'replaced, and moved away': async (path) => {
    await rename(path, `${path}.aside`);
    await writeFile(path, Buffer.alloc(40_000, 1));
  },
  emptied: (path) => truncate(path, 0),
  'cut off': (path) => truncate(path, 44 + 8000),
};

async function happens(how: string): Promise<void> {
  await ACCIDENTS[how]?.(new TestCrash(capture).pathOf(recording));
}

function expectLoss(ended: Recording, how: string): void {
  expect(isLive(ended)).toBe(false);
  expect(ended).toMatchObject({ state: 'failed', cause: expect.stringMatching(/live file was/) });
  const { durationMs, gaps } = ended.media ?? {};
  const [rest] = gaps ?? [];
  expect([durationMs, rest?.offsetMs, rest?.reason]).toEqual(
    how === 'cut off' ? [500, 500, 'back-pressure'] : [undefined, undefined, undefined],
  );
}

describe.each(Object.keys(ACCIDENTS))('a live file that is %s', (how) => {
  test('is not stored as if nothing had happened', async () => {
    await happens(how);
    const { recorder } = capture;
    await recorder.drain();
    expectLoss(await recorder.settled(recording.accountId, recording.id), how);
  });

  test('ends its recording while the call goes on', async () => {
    await happens(how);
    const failed = nextEvent(capture.events, 'recording.failed');
    say();
    await onDisk();
    capture.clock.advance(5000);
    expectLoss(await failed, how);
    expect(session.session.state).toBe('live');
    expect(capture.recorder.refusal).toBeUndefined();
  });
});

test.each(['removed', 'replaced', 'replaced, and moved away'])(
  'a live file that is %s ends its recording while it is paused',
  async (how) => {
    await pauseRecording(capture, ACCOUNT, { id: recording.id }, 'skip');
    capture.clock.advance(5000);
    await capture.recorder.flush();
    await happens(how);
    const failed = nextEvent(capture.events, 'recording.failed');
    capture.clock.advance(5000);
    expectLoss(await failed, how);
  },
);
