import {
  AS_RECORDED,
  type MediaDamage,
  mediaUnreadable,
  type Recording,
  type Rendition,
} from '@tricord/core';
import { MemoryCatalog, MemoryMediaStore, tone } from '@tricord/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConversionPool } from '../conversion/conversion-pool.ts';
import { MediaRenditions } from '../media-renditions.ts';
import { doneRecording } from '../testing/done-recording.ts';
import { testIntegrity } from '../testing/test-integrity.ts';

const MP3: Rendition = { container: 'mp3', encoding: 'pcm16' };
const ULAW: Rendition = { container: 'wav', encoding: 'ulaw' };
const RENDITIONS = [AS_RECORDED, ULAW, MP3];
const DAMAGES: readonly MediaDamage[] = ['missing', 'truncated', 'changed'];
const SOUND = tone({ frequencyHz: 440, durationMs: 500 });
const UNREADABLE = { code: 'media-unreadable' };

let mp3: ConversionPool;
let media: MemoryMediaStore;
let catalog: MemoryCatalog;
let checks: ReturnType<typeof testIntegrity>;
let renditions: MediaRenditions;
let recording: Recording;
let whole: Buffer;

beforeAll(async () => {
  mp3 = await ConversionPool.open({ threads: 1 });
});
afterAll(() => mp3.close());
beforeEach(async () => {
  media = new MemoryMediaStore();
  catalog = new MemoryCatalog();
  recording = doneRecording(media, 1, [SOUND]);
  await catalog.recordings.insert(recording);
  whole = await bytesOf(recording.id);
  await start();
});

/** A new process, without the results of an earlier one. */
async function start(): Promise<void> {
  checks = testIntegrity(media, catalog.recordings);
  const { integrity } = checks;
  renditions = await MediaRenditions.open({ media, mp3, integrity, cacheBytes: 1e9 });
}

async function bytesOf(key: string): Promise<Buffer> {
  const stream = await media.read(key);
  return Buffer.concat((await stream?.toArray()) ?? []);
}

const known = async () =>
  (await catalog.recordings.get(recording.accountId, recording.id)) ?? recording;
/** Opens the audio as a request does, with the current recording from the catalog. */
const open = async (rendition: Rendition) => renditions.open(await known(), rendition);
const damageKind = async () => (await known()).damage?.kind;
/** Creates a rendition while the audio is intact. */
const serveAll = async () => {
  for (const rendition of RENDITIONS) await open(rendition);
};

describe('audio of another length', () => {
  test.each(
    DAMAGES.slice(0, 2).flatMap((damage) =>
      RENDITIONS.map((rendition) => [damage, rendition] as const),
    ),
  )('that is %s is refused at once, also as a cached rendition: %j', async (damage, rendition) => {
    await serveAll();
    media.damage(recording.id, damage);
    await expect(open(rendition)).rejects.toMatchObject({ ...UNREADABLE, details: { damage } });
    if (rendition !== AS_RECORDED) {
      await expect(renditions.follow(await known(), rendition)).rejects.toMatchObject(UNREADABLE);
    }
    expect(await damageKind()).toBe(damage);
    expect(checks.reported.slice(0, 2)).toEqual([`noticed ${damage}`, `refused ${damage}`]);
  });

  test('that is longer than recorded counts as changed', async () => {
    media.put(recording.id, Buffer.concat([whole, Buffer.alloc(2)]));
    await expect(open(AS_RECORDED)).rejects.toMatchObject({ details: { damage: 'changed' } });
  });

  test('is reported once, however often it is requested', async () => {
    media.damage(recording.id, 'truncated');
    for (let n = 0; n < 3; n += 1) await expect(open(MP3)).rejects.toMatchObject(UNREADABLE);
    expect(checks.reported.filter((line) => line.startsWith('noticed'))).toHaveLength(1);
    expect(checks.reported.filter((line) => line === 'refused truncated')).toHaveLength(3);
  });

  test('is served again as soon as it is restored, and its checksum clears the damage', async () => {
    media.damage(recording.id, 'missing');
    await expect(open(AS_RECORDED)).rejects.toMatchObject(UNREADABLE);
    media.put(recording.id, whole);
    await open(AS_RECORDED);
    await checks.settled();
    expect(await damageKind()).toBeUndefined();
    expect(checks.reported.slice(-2)).toEqual(['recovered', 'checked sound']);
  });

  test('of a recording that has been deleted meanwhile is not damage', async () => {
    const stale = await known();
    await catalog.recordings.remove(recording.accountId, recording.id);
    await renditions.forget(recording.id);
    await expect(renditions.open(stale, AS_RECORDED)).rejects.toMatchObject({
      code: 'recording-not-found',
    });
    expect(checks.reported).toEqual([]);
  });
});

describe('audio of the same length and other bytes', () => {
  test.each(RENDITIONS)(
    'is refused once its checksum has been compared, as every rendition: %j',
    async (rendition) => {
      await serveAll();
      await checks.settled();
      await start();
      media.damage(recording.id, 'changed');
      expect((await open(AS_RECORDED)).bytes).toBe(whole.length);
      await checks.settled();
      expect(checks.reported).toEqual(['noticed changed', 'checked changed']);
      await expect(open(rendition)).rejects.toMatchObject({ details: { damage: 'changed' } });
      // Also by the next process, before it has compared anything.
      await start();
      await expect(open(rendition)).rejects.toMatchObject({ details: { damage: 'changed' } });
    },
  );

  test('never becomes a rendition: its checksum is compared before the rendition is complete', async () => {
    media.damage(recording.id, 'changed');
    await expect(open(MP3)).rejects.toMatchObject({ details: { damage: 'changed' } });
    expect((await media.list({ limit: 10 })).keys).toEqual([recording.id, 'renditions.index']);
    expect(await damageKind()).toBe('changed');
  });

  test('ends with an error for concurrent readers of the rendition', async () => {
    media.damage(recording.id, 'changed');
    const followed = await renditions.follow(recording, ULAW);
    await expect(followed?.stream.toArray()).rejects.toMatchObject(UNREADABLE);
  });

  test('is refused even when the damage cannot be saved', async () => {
    media.damage(recording.id, 'changed');
    catalog.recordings.update = () => Promise.reject(new Error('the disk is full'));
    await open(AS_RECORDED);
    await checks.settled();
    await expect(open(AS_RECORDED)).rejects.toMatchObject(UNREADABLE);
    expect(checks.reported).toContain('failed Error: the disk is full');
  });

  test('is compared again on a request a minute later, and served if it has been restored', async () => {
    media.damage(recording.id, 'changed');
    await open(AS_RECORDED);
    await checks.settled();
    // Restored with its old date, as by `cp -p`.
    media.put(recording.id, whole);
    await expect(open(AS_RECORDED)).rejects.toMatchObject(UNREADABLE);
    await checks.settled();
    checks.clock.advance(60_000);
    await expect(open(AS_RECORDED)).rejects.toMatchObject(UNREADABLE);
    await checks.settled();
    await open(AS_RECORDED);
    expect(await damageKind()).toBeUndefined();
  });
});

describe('audio that the store cannot read', () => {
  test.each([
    ['stat', AS_RECORDED],
    ['stat', MP3],
    ['read', MP3],
  ] as const)('is unreadable when %s fails: %j', async (method, rendition) => {
    const denied = () => Promise.reject(new Error('EACCES: permission denied'));
    Object.assign(media, { [method]: denied });
    await expect(open(rendition)).rejects.toMatchObject(UNREADABLE);
    expect(checks.reported).toContain('refused unreadable');
    expect(checks.reported).toContain('failed Error: EACCES: permission denied');
    // A possibly transient failure is not saved.
    expect(await damageKind()).toBeUndefined();
  });

  test('is unreadable when it fails between the head and the body of the response', async () => {
    const handle = await open(AS_RECORDED);
    await checks.settled();
    const cause = mediaUnreadable('x');
    media.read = () => Promise.reject(cause);
    await expect(handle.read()).rejects.toMatchObject({ ...UNREADABLE, cause });
  });
});

describe('a cached rendition', () => {
  const KEY = () => `${recording.id}.v1.8000.1.ulaw.wav`;

  test.each(['missing', 'truncated'] as const)('that is %s is converted again', async (damage) => {
    await open(ULAW);
    const made = await bytesOf(KEY());
    media.damage(KEY(), damage);
    expect((await open(ULAW)).bytes).toBe(made.length);
    expect(await bytesOf(KEY())).toEqual(made);
  });

  test.each([true, false])(
    'that is changed is converted again (by a later process: %s)',
    async (later) => {
      await open(ULAW);
      const made = await bytesOf(KEY());
      if (later) {
        await renditions.close();
        await start();
      }
      media.damage(KEY(), 'changed');
      await open(ULAW);
      await checks.settled();
      expect(checks.reported).toContain('checked changed');
      await open(ULAW);
      expect(await bytesOf(KEY())).toEqual(made);
      expect(await damageKind()).toBeUndefined();
    },
  );
});
