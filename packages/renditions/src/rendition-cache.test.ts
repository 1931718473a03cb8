import type { CapturedMedia, Recording, Rendition } from '@tricord/core';
import { MemoryMediaStore, SequenceIds, tone } from '@tricord/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConversionPool } from './conversion/conversion-pool.ts';
import type { IntegrityChecker } from './integrity/integrity-checker.ts';
import { MediaRenditions } from './media-renditions.ts';
import { doneRecording } from './testing/done-recording.ts';
import { testIntegrity } from './testing/test-integrity.ts';
import { WatchedPool } from './testing/watched-pool.ts';

/** Raw renditions of one second of telephone audio: 8000 bytes each. */
const ULAW: Rendition = { container: 'raw', encoding: 'ulaw' };
const ALAW: Rendition = { container: 'raw', encoding: 'alaw' };
const SOUND = tone({ frequencyHz: 440, durationMs: 1000 });
const ONE = 8000;

let pool: ConversionPool;
let media: MemoryMediaStore;
let mp3: WatchedPool;
let integrity: IntegrityChecker;
let recordings: Recording[];

beforeAll(async () => {
  pool = await ConversionPool.open({ threads: 1 });
});
afterAll(() => pool.close());
beforeEach(() => {
  media = new MemoryMediaStore();
  mp3 = new WatchedPool(pool);
  ({ integrity } = testIntegrity(media));
  recordings = [1, 2, 3, 4].map((n) => doneRecording(media, n, [SOUND]));
});

const openWith = (cacheBytes: number) =>
  MediaRenditions.open({ media, mp3, integrity, cacheBytes });

/** The n-th recording, counted from 1. */
function recording(n: number): Recording {
  const one = recordings[n - 1];
  if (one === undefined) throw new Error(`No recording ${n}`);
  return one;
}

/** The numbers of the recordings that have this rendition in the store. */
async function kept(encoding: 'ulaw' | 'alaw' = 'ulaw'): Promise<number[]> {
  const found: number[] = [];
  for (const n of [1, 2, 3, 4]) {
    const key = `${SequenceIds.nth(n)}.v1.8000.1.${encoding}.raw`;
    if ((await media.stat(key)) !== undefined) found.push(n);
  }
  return found;
}

describe('the cache', () => {
  test('keeps the most recently used renditions, up to its size', async () => {
    const renditions = await openWith(3 * ONE);
    for (const n of [1, 2, 3]) await renditions.open(recording(n), ULAW);
    expect(await kept()).toEqual([1, 2, 3]);
    await renditions.open(recording(1), ULAW);
    await renditions.open(recording(4), ULAW);
    expect(await kept()).toEqual([1, 3, 4]);
    expect(mp3.asked).toHaveLength(4);
  });

  test('preserves size and order over a restart', async () => {
    const before = await openWith(3 * ONE);
    for (const n of [1, 2, 3, 1]) await before.open(recording(n), ULAW);
    await before.close();

    const after = await openWith(3 * ONE);
    await after.open(recording(4), ULAW);
    expect(await kept()).toEqual([1, 3, 4]);
    await after.close();

    await openWith(ONE);
    expect(await kept()).toEqual([4]);
  });

  test('knows its renditions after a crash', async () => {
    const before = await openWith(9 * ONE);
    for (const n of [1, 2, 3]) await before.open(recording(n), ULAW);

    const after = await openWith(2 * ONE);
    expect(await kept()).toEqual([2, 3]);
    await after.forget(recording(3).id);
    expect(await kept()).toEqual([2]);
  });

  test('keeps the newest rendition even if it exceeds the size', async () => {
    const renditions = await openWith(0);
    for (const n of [1, 2]) {
      const handle = await renditions.open(recording(n), ULAW);
      expect(Buffer.concat(await (await handle.read()).toArray())).toHaveLength(ONE);
      expect(await kept()).toEqual([n]);
    }
  });

  test('converts a rendition again that was deleted before it was read', async () => {
    const renditions = await openWith(ONE);
    const first = await renditions.open(recording(1), ULAW);
    await renditions.open(recording(2), ULAW);
    expect(await kept()).toEqual([2]);
    const range = await (await first.read({ start: 10, end: 19 })).toArray();
    expect(Buffer.concat(range)).toHaveLength(10);
    expect(await kept()).toEqual([1]);
  });

  test('does not delete a rendition that is being converted', async () => {
    const renditions = await openWith(ONE);
    const { begun, release } = mp3.hold();
    const slow = renditions.open(recording(1), ULAW);
    await begun;
    await renditions.open(recording(2), ULAW);
    await renditions.open(recording(3), ULAW);
    release();
    expect((await slow).bytes).toBe(ONE);
    expect(await kept()).toEqual([1]);
  });

  test('converts renditions again that are not in its index', async () => {
    media.put(`${recording(1).id}.v1.8000.1.ulaw.raw`, Buffer.from('left by nobody'));
    const renditions = await openWith(9 * ONE);
    expect((await renditions.open(recording(1), ULAW)).bytes).toBe(ONE);
    await renditions.forget(recording(1).id);
    expect(await kept()).toEqual([]);
  });

  test('is not filled by failed conversions', async () => {
    const renditions = await openWith(2 * ONE);
    await renditions.open(recording(1), ULAW);
    const { bytes, sha256 } = media.put(recording(2).id, Buffer.from('not a WAV file'));
    const none = recording(2);
    const broken = { ...none, media: { ...(none.media as CapturedMedia), bytes, sha256 } };
    for (let i = 0; i < 5; i += 1) {
      await expect(renditions.open(broken, ULAW)).rejects.toThrow('cannot be read');
    }
    await renditions.open(recording(3), ULAW);
    expect(await kept()).toEqual([1, 3]);
  });
});

describe('forget', () => {
  test('deletes the audio and all its renditions, and nothing else', async () => {
    const renditions = await openWith(9 * ONE);
    for (const n of [1, 2]) {
      await renditions.open(recording(n), ULAW);
      await renditions.open(recording(n), ALAW);
    }
    await renditions.forget(recording(1).id);
    expect(await media.stat(recording(1).id)).toBeUndefined();
    expect(await kept('ulaw')).toEqual([2]);
    expect(await kept('alaw')).toEqual([2]);
    expect(await media.stat(recording(2).id)).toBeDefined();
    await renditions.forget(recording(1).id);
    await expect(renditions.open(recording(1), ULAW)).rejects.toMatchObject({
      code: 'recording-not-found',
    });
  });

  test('finds the renditions of an earlier run', async () => {
    const before = await openWith(9 * ONE);
    await before.open(recording(1), ULAW);
    await before.close();
    const after = await openWith(9 * ONE);
    await after.forget(recording(1).id);
    expect(await kept()).toEqual([]);
  });

  test('aborts a running conversion, and leaves nothing of it', async () => {
    const renditions = await openWith(9 * ONE);
    const { begun } = mp3.hold();
    const wanted = [ULAW, ULAW].map((rendition) =>
      expect(renditions.open(recording(1), rendition)).rejects.toMatchObject({
        code: 'media-unreadable',
      }),
    );
    await begun;
    await renditions.forget(recording(1).id);
    await Promise.all(wanted);
    expect(await kept()).toEqual([]);
    expect(await media.stat(recording(1).id)).toBeUndefined();
  });

  test('prevents new conversions during the deletion', async () => {
    const renditions = await openWith(9 * ONE);
    await renditions.open(recording(1), ULAW);
    const forgotten = renditions.forget(recording(1).id);
    const wanted = [ULAW, ALAW].map((rendition) => renditions.open(recording(1), rendition));
    await forgotten;
    await Promise.allSettled(wanted);
    expect(await kept('ulaw')).toEqual([]);
    expect(await kept('alaw')).toEqual([]);
  });

  test('deletes the renditions before the audio, so that an interrupted deletion can be repeated', async () => {
    const renditions = await openWith(9 * ONE);
    await renditions.open(recording(1), ULAW);
    const remove = media.delete.bind(media);
    media.delete = (key) =>
      key === recording(1).id ? Promise.reject(new Error('disk')) : remove(key);
    await expect(renditions.forget(recording(1).id)).rejects.toThrow('disk');
    expect(await kept()).toEqual([]);
    media.delete = remove;
    await renditions.forget(recording(1).id);
    expect(await media.stat(recording(1).id)).toBeUndefined();
  });
});
