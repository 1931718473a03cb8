import { describe, expect, test } from 'vitest';
import { GrowingRendition } from './growing-rendition.ts';

const CHUNK = 100_000;

/** A rendition that grows by chunks of the given size, each filled with its number. */
function growing() {
  const rendition = new GrowingRendition();
  const written: Uint8Array[] = [];
  let release = () => {};
  let queue = Promise.resolve(undefined as Uint8Array | undefined);
  const next = () => {
    queue = new Promise((resolve) => {
      release = () => resolve(undefined);
      push = (piece) => resolve(piece);
    });
  };
  let push: (piece: Uint8Array) => void = () => {};
  next();
  const source = (async function* () {
    for (let piece = await queue; piece !== undefined; piece = await queue) {
      next();
      yield piece;
    }
  })();
  const done = (async () => {
    for await (const piece of rendition.pass(source)) written.push(piece);
  })();
  /** Adds a chunk and lets it be written. */
  const add = async (n: number) => {
    const before = written.length;
    push(new Uint8Array(CHUNK).fill(n));
    while (written.length === before) await Promise.resolve();
  };
  const finish = async () => {
    release();
    await done;
    rendition.finish();
  };
  const stored = async ({ start, end }: { start: number; end: number }) => [
    Buffer.concat(written).subarray(start, end + 1),
  ];
  const asked: number[] = [];
  const read = () =>
    rendition.read((range) => {
      asked.push(range.start);
      return asAsync(stored(range));
    });
  return { rendition, written, add, finish, read, asked };
}

async function asAsync(parts: Promise<Uint8Array[]>): Promise<AsyncIterable<Uint8Array>> {
  const ready = await parts;
  return (async function* () {
    yield* ready;
  })();
}

async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

describe('a growing rendition', () => {
  test('can be read during its conversion, by several readers', async () => {
    const { add, finish, read, written, asked } = growing();
    const [one, two] = [read(), read()];
    await add(1);
    expect((await one.next()).value?.[0]).toBe(1);
    await add(2);
    expect((await one.next()).value?.[0]).toBe(2);
    expect((await two.next()).value?.[0]).toBe(1);
    const rest = [all(one), all(two), all(read())];
    await add(3);
    await finish();
    const whole = Buffer.concat(written);
    const [ofOne, ofTwo, late] = await Promise.all(rest);
    expect(ofOne).toEqual(whole.subarray(2 * CHUNK));
    expect(ofTwo).toEqual(whole.subarray(CHUNK));
    expect(late).toEqual(whole);
    expect(asked).toEqual([]);
  });

  test('buffers only a window: a reader that falls behind gets the rest from the store', async () => {
    const { rendition, add, finish, read, written, asked } = growing();
    const slow = read();
    await add(1);
    expect((await slow.next()).value?.[0]).toBe(1);
    expect(rendition.fromStart).toBe(true);
    for (let n = 2; n <= 20; n += 1) await add(n);
    expect(rendition.fromStart).toBe(false);
    const rest = all(slow);
    await finish();
    expect(await rest).toEqual(Buffer.concat(written).subarray(CHUNK));
    expect(asked).toEqual([CHUNK]);
  });

  test('fails for all readers, waiting and new ones', async () => {
    const { rendition, add, read } = growing();
    const reader = read();
    await add(1);
    await reader.next();
    const waiting = reader.next();
    rendition.fail(new Error('the disk is full'));
    await expect(waiting).rejects.toThrow('the disk is full');
    const empty = new GrowingRendition();
    const begun = empty.begun();
    empty.fail(new Error('no WAV file'));
    await expect(begun).rejects.toThrow('no WAV file');
    await expect(empty.begun()).rejects.toThrow('no WAV file');
  });

  test('has begun with its first byte, or once it is known to be empty', async () => {
    const { rendition, add } = growing();
    const begun = rendition.begun();
    await add(1);
    await begun;
    const empty = new GrowingRendition();
    empty.finish();
    await empty.begun();
    expect(
      await all(empty.read(() => Promise.reject(new Error('nothing is stored')))),
    ).toHaveLength(0);
  });
});
