import { InProcessEventBus, type Recording, type Rendition } from '@tricord/core';
import { MemoryMediaStore, tone } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { Mp3AtEnd } from './mp3-at-end.ts';
import { doneRecording } from './testing/done-recording.ts';

const SOUND = tone({ frequencyHz: 440, durationMs: 100 });

/** Renditions whose conversions finish one at a time, under the test's control. */
function setUp() {
  const media = new MemoryMediaStore();
  const events = new InProcessEventBus((error) => {
    throw error;
  });
  const asked: [string, Rendition][] = [];
  const failed: [unknown, string][] = [];
  let settle: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  const renditions = {
    open: (recording: Recording, rendition: Rendition) => {
      asked.push([recording.id, rendition]);
      return new Promise<never>((resolve, reject) => {
        settle = { resolve: resolve as () => void, reject };
      });
    },
  };
  const atEnd = new Mp3AtEnd({
    events,
    renditions,
    onFailure: (error, { id }) => failed.push([error, id]),
  });
  const finish = async (n: number, change: Partial<Recording> = {}) => {
    const recording = { ...doneRecording(media, n, [SOUND]), ...change };
    events.publish({
      type: 'recording.finished',
      at: 0,
      accountId: recording.accountId,
      recording,
    });
    await new Promise(setImmediate);
    return recording;
  };
  /** Finishes the running conversion, and lets the next one start. */
  const next = async (error?: unknown) => {
    if (error === undefined) settle?.resolve();
    else settle?.reject(error);
    await new Promise(setImmediate);
  };
  return { atEnd, asked, failed, finish, next };
}

test('converts each recording that is done, one after another', async () => {
  const { asked, finish, next } = setUp();
  const [a, b] = [await finish(1), await finish(2)];
  expect(asked).toEqual([[a.id, { container: 'mp3', encoding: 'pcm16' }]]);
  await next();
  expect(asked.map(([id]) => id)).toEqual([a.id, b.id]);
  await next();
  const c = await finish(3);
  expect(asked.map(([id]) => id)).toEqual([a.id, b.id, c.id]);
});

test('reports a failure, and continues', async () => {
  const { asked, failed, finish, next } = setUp();
  const [a, b] = [await finish(1), await finish(2)];
  const error = new Error('disk');
  await next(error);
  expect(failed).toEqual([[error, a.id]]);
  expect(asked.map(([id]) => id)).toEqual([a.id, b.id]);
});

test('skips recordings without audio', async () => {
  const { asked, finish } = setUp();
  const { media } = await finish(1, {});
  if (media === undefined) throw new Error('no audio');
  await finish(2, { media: { ...media, durationMs: 0 } });
  expect(asked).toHaveLength(1);
});

test('starts nothing once it is closed, and does not report aborted conversions', async () => {
  const { atEnd, asked, failed, finish, next } = setUp();
  await finish(1);
  await finish(2);
  atEnd.close();
  atEnd.close();
  await next(new Error('shutting down'));
  await finish(3);
  expect(asked).toHaveLength(1);
  expect(failed).toEqual([]);
});
