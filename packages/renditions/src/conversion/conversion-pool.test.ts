import { readWav, WavError } from '@tricord/audio';
import { levelAt, tone } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collect, inPieces, mp3Samples, pcm16Wav } from '../testing/pieces.ts';
import { ConversionPool } from './conversion-pool.ts';

/** Half a minute of telephone audio: many chunks of input and output. */
const SOUND = tone({ frequencyHz: 440, durationMs: 30_001 });
const WAV = pcm16Wav(SOUND);

/** A source that counts the chunks read from it, and notes whether it was closed. */
function counted(bytes: Uint8Array, size: number) {
  const state = { bytes: 0, closed: false };
  const pieces = (async function* () {
    try {
      for await (const piece of inPieces(bytes, size)) {
        state.bytes += piece.length;
        yield piece;
      }
    } finally {
      state.closed = true;
    }
  })();
  return { pieces, state };
}

let pool: ConversionPool;
beforeEach(async () => {
  pool = await ConversionPool.open({ threads: 1 });
});
afterEach(() => pool.close());

describe('ConversionPool', () => {
  test('encodes MP3 that plays exactly as long as its source', async () => {
    const { pieces, state } = counted(WAV, 10_000);
    const mp3 = await collect(pool.encode(pieces));
    const { samples, sampleRateHz } = await mp3Samples(mp3);
    expect(sampleRateHz).toBe(8000);
    expect(samples).toHaveLength(SOUND.length);
    expect(levelAt(samples, 440, 8000)).toBeGreaterThan(0.43);
    expect(state).toEqual({ bytes: WAV.length, closed: true });
  });

  test('converts to other formats', async () => {
    const target = { container: 'wav', encoding: 'alaw', sampleRateHz: 16_000 } as const;
    const { format, channels } = readWav(
      await collect(pool.convert(inPieces(WAV, 65_536), target)),
    );
    expect(format).toEqual({ encoding: 'alaw', channels: 1, sampleRateHz: 16_000 });
    expect(channels[0]).toHaveLength(2 * SOUND.length);
  });

  test('accepts a file in one chunk, in tiny ones, and with empty ones in between', async () => {
    const target = { container: 'raw', encoding: 'ulaw' } as const;
    const small = WAV.subarray(0, 44 + 2000);
    const whole = await collect(pool.convert(inPieces(WAV, WAV.length), target));
    expect(whole).toHaveLength(SOUND.length);
    const withGaps = async function* () {
      for await (const piece of inPieces(small, 1)) {
        yield piece;
        yield new Uint8Array(0);
      }
    };
    const tiny = await collect(pool.convert(withGaps(), target, { wavBytes: small.length }));
    expect(tiny).toEqual(whole.subarray(0, 1000));
  });

  test('reads only as much as is needed for the consumed output', async () => {
    const { pieces, state } = counted(WAV, 16_384);
    const output = pool.convert(pieces, { container: 'raw', encoding: 'pcm16' });
    await output.next();
    expect(state.bytes).toBeLessThanOrEqual(2 * 16_384);
    await output.next();
    expect(state.bytes).toBeLessThanOrEqual(3 * 16_384);
    await output.return(undefined);
    expect(state.closed).toBe(true);
  });

  test('converts several files, one after another', async () => {
    const files = [500, 900, 1300].map((frequencyHz) => tone({ frequencyHz, durationMs: 5000 }));
    const all = await Promise.all(
      files.map((sound) => collect(pool.encode(inPieces(pcm16Wav(sound), 5000)))),
    );
    for (const [i, mp3] of all.entries()) {
      const { samples } = await mp3Samples(mp3);
      expect(levelAt(samples, 500 + 400 * i, 8000)).toBeGreaterThan(0.43);
    }
  });

  test('throws the error of the file, the format or the source', async () => {
    const target = { container: 'wav', encoding: 'pcm16' } as const;
    const text = Buffer.from('<html>Not found</html>');
    await expect(collect(pool.encode(inPieces(text, 5)))).rejects.toThrow(WavError);
    const twoOfOne = pool.convert(inPieces(WAV, 5000), { ...target, channels: 2 });
    await expect(collect(twoOfOne)).rejects.toThrow(RangeError);
    const broken = async function* () {
      yield WAV.subarray(0, 5000);
      throw new Error('disk is gone');
    };
    await expect(collect(pool.encode(broken()))).rejects.toThrow('disk is gone');
    // The thread still works.
    const again = await collect(pool.convert(inPieces(WAV, 5000), target));
    expect(again.equals(WAV)).toBe(true);
  });

  test('aborts a running or queued conversion by its signal, and continues with others', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const running = pool.encode(inPieces(WAV, 5000), { signal });
    await running.next();
    const { pieces, state } = counted(WAV, 5000);
    const waiting = expect(collect(pool.encode(pieces, { signal }))).rejects.toThrow('enough');
    const other = collect(
      pool.convert(inPieces(WAV, 5000), { container: 'raw', encoding: 'ulaw' }),
    );
    controller.abort(new Error('enough'));
    await expect(running.next()).rejects.toThrow('enough');
    await waiting;
    expect(state.bytes).toBe(0);
    expect(await other).toHaveLength(SOUND.length);
    await expect(collect(pool.encode(inPieces(WAV, 5000), { signal }))).rejects.toThrow('enough');
  });

  test('does not wait for a source that hangs', async () => {
    const controller = new AbortController();
    let reading = () => {};
    const begun = new Promise<void>((resolve) => {
      reading = resolve;
    });
    const hanging = async function* () {
      yield WAV.subarray(0, 1000);
      reading();
      await new Promise(() => {});
    };
    const output = collect(pool.encode(hanging(), { signal: controller.signal }));
    await begun;
    controller.abort(new Error('enough'));
    await expect(output).rejects.toThrow('enough');
  });

  test('aborts all conversions when it is closed', async () => {
    const running = pool.encode(inPieces(WAV, 5000));
    await running.next();
    const rest = expect(running.next()).rejects.toThrow('closed');
    const waiting = expect(collect(pool.encode(inPieces(WAV, 5000)))).rejects.toThrow('closed');
    await pool.close();
    await pool.close();
    await rest;
    await waiting;
    await expect(collect(pool.encode(inPieces(WAV, 5000)))).rejects.toThrow('closed');
  });
});
