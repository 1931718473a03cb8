import { MemoryMediaStore } from '@tricord/testkit';
import { describe, expect, test } from 'vitest';
import { RenditionIndex } from './rendition-index.ts';

const KEY = 'renditions.index';

const rendition = (bytes: number) => ({ bytes, sha256: 'ab'.repeat(32) });

async function stored(media: MemoryMediaStore): Promise<string> {
  const stream = await media.read(KEY);
  return stream === undefined ? '' : Buffer.concat(await stream.toArray()).toString();
}

/** A store whose writes wait until the test releases them, one after another. */
class SlowStore extends MemoryMediaStore {
  readonly waiting: (() => void)[] = [];

  override async write(key: string, source: AsyncIterable<Uint8Array>) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) chunks.push(chunk);
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.put(key, Buffer.concat(chunks));
  }
}

describe('RenditionIndex', () => {
  test('remembers sizes and the order of use', async () => {
    const media = new MemoryMediaStore();
    const index = await RenditionIndex.open(media);
    index.set('a.mp3', rendition(100));
    index.set('b.mp3', rendition(20));
    index.set('c.mp3', rendition(3));
    index.set('a.mp3', rendition(100));
    index.remove('c.mp3');
    expect([...index.keys()]).toEqual(['b.mp3', 'a.mp3']);
    expect(index.bytes).toBe(120);
    await index.save();

    const again = await RenditionIndex.open(media);
    expect([...again.keys()]).toEqual(['b.mp3', 'a.mp3']);
    expect(again.bytes).toBe(120);
    expect(again.size).toBe(2);
    expect(again.get('a.mp3')).toEqual(rendition(100));
  });

  test('checks after a crash whether running conversions were stored', async () => {
    const media = new MemoryMediaStore();
    const index = await RenditionIndex.open(media);
    index.set('made.mp3', undefined);
    index.set('lost.mp3', undefined);
    await index.save();
    media.put('made.mp3', new Uint8Array(77));

    const again = await RenditionIndex.open(media);
    expect([...again.keys()]).toEqual(['made.mp3']);
    expect(again.bytes).toBe(77);
  });

  test('reads the index of an earlier version, which had no checksums', async () => {
    const media = new MemoryMediaStore();
    media.put(KEY, Buffer.from('tricord renditions 1\n12 a.mp3\n'));
    const index = await RenditionIndex.open(media);
    expect(index.get('a.mp3')).toEqual({ bytes: 12 });
    await index.save();
    expect(await stored(media)).toBe('tricord renditions 2\n12 a.mp3\n');
  });

  test('writes once for all pending saves, and never misses a change', async () => {
    const media = new SlowStore();
    const index = await RenditionIndex.open(media);
    const letGo = async () => {
      while (media.waiting.length === 0) await Promise.resolve();
      media.waiting.shift()?.();
    };
    index.set('a.mp3', rendition(1));
    const first = index.save();
    while (media.waiting.length === 0) await Promise.resolve();
    index.set('b.mp3', rendition(2));
    const second = index.save();
    index.set('c.mp3', rendition(3));
    const third = index.save();
    await letGo();
    await first;
    expect(await stored(media)).not.toContain('b.mp3');
    await letGo();
    await Promise.all([second, third]);
    expect(await stored(media)).toContain(`3 ${'ab'.repeat(32)} c.mp3`);
    expect(media.waiting).toHaveLength(0);
  });

  test('continues after a failed save', async () => {
    const media = new MemoryMediaStore();
    const index = await RenditionIndex.open(media);
    const write = media.write.bind(media);
    media.write = () => Promise.reject(new Error('disk full'));
    index.set('a.mp3', rendition(1));
    await expect(index.save()).rejects.toThrow('disk full');
    media.write = write;
    await index.save();
    expect(await stored(media)).toContain('a.mp3');
  });

  test.each([
    ['', 'nothing'],
    ['tricord renditions 3\n', 'a newer version'],
    ['tricord renditions 1\n12 a.mp3', 'a truncated line'],
    ['tricord renditions 1\nx a.mp3\n', 'an invalid size'],
    ['tricord renditions 1\n1 ../../a\n', 'an invalid key'],
  ])('refuses %j: %s', async (text) => {
    const media = new MemoryMediaStore();
    media.put(KEY, Buffer.from(text));
    await expect(RenditionIndex.open(media)).rejects.toMatchObject({ code: 'internal' });
  });
});
