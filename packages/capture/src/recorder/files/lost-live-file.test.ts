import { rename, rm, truncate, writeFile } from 'node:fs/promises';
import { isLive } from '@tricord/core';
import { tone } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCapture, speak, type TestCapture } from '../../testing/test-capture.ts';
import { TestCrash } from '../../testing/test-crash.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

const said = tone({ frequencyHz: 440, durationMs: 2000, amplitude: 0.3 });

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

test.each(Object.keys(ACCIDENTS))(
  'a live file that is %s is not stored as if nothing had happened',
  async (how) => {
    const session = await capture.call();
    const recording = await capture.record(session);
    speak(capture, [{ session, samples: said }]);
    capture.clock.advance(1000);
    await capture.recorder.flush();
    await capture.recorder.flush();
    await ACCIDENTS[how]?.(new TestCrash(capture).pathOf(recording));
    const { recorder } = capture;
    await recorder.drain();
    const ended = await recorder.settled(recording.accountId, recording.id);
    expect(isLive(ended)).toBe(false);
    expect(ended).toMatchObject({ state: 'failed', cause: expect.stringMatching(/live file was/) });
    if (how !== 'cut off') return expect(ended.media).toBeUndefined();
    expect(ended.media?.durationMs).toBe(500);
    expect(ended.media?.gaps[0]).toMatchObject({ offsetMs: 500, reason: 'back-pressure' });
  },
);
