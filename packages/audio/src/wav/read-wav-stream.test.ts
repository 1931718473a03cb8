import { describe, expect, test } from 'vitest';
import { inPieces, tone } from '../testing/signals.ts';
import { chunk, fmt, pcm16Wav, riff } from '../testing/wav-files.ts';
import { readWavStream } from './read-wav-stream.ts';
import { WavError } from './wav-format.ts';

const SOUND = tone(440, 8000, 2001);

/** Chunks of a file, as a source that notes whether it was closed. */
function watched(bytes: Uint8Array, size: number) {
  const state = { closed: false };
  const pieces = (async function* () {
    try {
      yield* inPieces(bytes, size);
    } finally {
      state.closed = true;
    }
  })();
  return { pieces, state };
}

async function samplesOf(samples: AsyncIterable<Int16Array>): Promise<Int16Array> {
  const all: number[] = [];
  for await (const piece of samples) all.push(...piece);
  return Int16Array.from(all);
}

describe('readWavStream', () => {
  test.each([1, 3, 44, 45, 1000, 100_000])('reads a file in pieces of %d bytes', async (size) => {
    const file = Buffer.concat([pcm16Wav(SOUND), chunk('LIST', 'INFOISFT')]);
    const { pieces, state } = watched(file, size);
    const { info, samples } = await readWavStream(pieces, Number.POSITIVE_INFINITY);
    expect(info).toMatchObject({ dataBytes: 4002, dataOffset: 44 });
    expect(await samplesOf(samples)).toEqual(SOUND);
    expect(state.closed).toBe(true);
  });

  test('yields only whole frames of several channels', async () => {
    const file = pcm16Wav(SOUND, 8000, 3);
    const { samples } = await readWavStream(inPieces(file, 7), file.length);
    for await (const piece of samples) expect(piece.length % 3).toBe(0);
  });

  test('uses the file length from its caller for an unfinished file', async () => {
    const file = pcm16Wav(SOUND);
    file.writeUInt32LE(0xffffffff, 40);
    const { samples } = await readWavStream(inPieces(file, 999), file.length);
    expect(await samplesOf(samples)).toEqual(SOUND);

    const { pieces, state } = watched(file, 999);
    await expect(readWavStream(pieces, Number.POSITIVE_INFINITY)).rejects.toThrow('how long');
    expect(state.closed).toBe(true);
  });

  test('fails when the file ends before its audio', async () => {
    const { pieces, state } = watched(pcm16Wav(SOUND).subarray(0, 3000), 500);
    const { samples } = await readWavStream(pieces, Number.POSITIVE_INFINITY);
    await expect(samplesOf(samples)).rejects.toThrow(WavError);
    expect(state.closed).toBe(true);
  });

  test('closes the source of an invalid file, and when reading is abandoned', async () => {
    const bad = watched(Buffer.alloc(1000), 100);
    await expect(readWavStream(bad.pieces, 1000)).rejects.toThrow(WavError);
    expect(bad.state.closed).toBe(true);

    const good = watched(pcm16Wav(SOUND), 100);
    const { samples } = await readWavStream(good.pieces, Number.POSITIVE_INFINITY);
    for await (const _ of samples) break;
    expect(good.state.closed).toBe(true);
  });

  test('rejects a file whose audio begins too late', async () => {
    const late = riff(fmt(), chunk('JUNK', Buffer.alloc(3 << 20)), chunk('data', 'abcd'));
    await expect(readWavStream(inPieces(late, 65_536), late.length)).rejects.toThrow(
      'ends before its audio begins',
    );
  });
});
