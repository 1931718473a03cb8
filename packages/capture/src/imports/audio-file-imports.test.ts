import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { encode, Mp3Encoder, readWav, type WavEncoding, wavHeader } from '@tricord/audio';
import type { StoredMedia } from '@tricord/core';
import {
  ManualClock,
  MemoryMediaStore,
  type TemporaryFolder,
  temporaryFolder,
} from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AudioFileImports } from './audio-file-imports.ts';

const KEY = '75a90276-e47e-4e9e-b463-e3c743d5ff3a';
const REFUSED = { code: 'invalid-argument', details: { parameter: 'audio' } };

/** The in-memory media store, with `ingest` for files. */
class IngestingStore extends MemoryMediaStore {
  free = Number.MAX_SAFE_INTEGER;

  override async freeBytes(): Promise<number> {
    return this.free;
  }

  override async ingest(key: string, path: string): Promise<StoredMedia> {
    const stored = this.put(key, await readFile(path));
    await rm(path);
    return stored;
  }
}

let folder: TemporaryFolder;
let media: IngestingStore;
let imports: AudioFileImports;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock();
  folder = await temporaryFolder();
  media = new IngestingStore();
  imports = await openImports();
});

afterEach(async () => {
  await imports.close();
  await folder.close();
});

function openImports(options: { maxAudioBytes?: number } = {}) {
  const path = join(folder.path, 'imports');
  return AudioFileImports.open({ folder: path, media, clock, minFreeBytes: 0, ...options });
}

/** Files left in the imports folder. */
async function leftovers(): Promise<string[]> {
  return readdir(join(folder.path, 'imports'));
}

async function store(bytes: Uint8Array) {
  const audio = await imports.receive(Readable.from([bytes], { objectMode: false }));
  try {
    return await audio.store(KEY);
  } finally {
    await audio.discard();
    expect(await leftovers()).toEqual([]);
  }
}

/** A ramp, so that a misplaced sample shows. */
const SOUND = Int16Array.from({ length: 3200 }, (_, i) => (i - 1600) * 16);

function wav(encoding: WavEncoding, channels = 1, sampleRateHz = 8000): Buffer {
  const audio = encode(SOUND, encoding);
  return Buffer.concat([wavHeader({ encoding, channels, sampleRateHz }, audio.length), audio]);
}

describe('files that become PCM16 WAV', () => {
  test.each([
    ['pcm16', 1, 0],
    ['pcm8', 1, 255],
    ['ulaw', 2, 1024],
    ['alaw', 1, 1024],
  ] as const)('WAV of %s, %d channels', async (encoding, channels, tolerance) => {
    const captured = await store(wav(encoding, channels));
    expect(captured).toMatchObject({
      durationMs: 400 / channels,
      sampleRateHz: 8000,
      channels,
      bytes: 44 + 6400,
      gaps: [],
    });
    const stream = await media.read(KEY);
    const stored = await buffer(stream ?? Readable.from([]));
    expect(stored).toHaveLength(captured.bytes);
    const found = readWav(stored);
    expect(found.format).toEqual({ encoding: 'pcm16', channels, sampleRateHz: 8000 });
    for (const [track, samples] of found.channels.entries()) {
      const off = samples.map((sample, i) => Math.abs(sample - (SOUND[i * channels + track] ?? 0)));
      expect(Math.max(...off)).toBeLessThanOrEqual(tolerance);
    }
  });

  test('MP3', async () => {
    const encoder = await Mp3Encoder.open({ sampleRateHz: 16_000, channels: 1, samples: 3200 });
    const mp3 = Buffer.concat([encoder.encode(SOUND), encoder.finish()]);
    expect(await store(mp3)).toMatchObject({ durationMs: 200, sampleRateHz: 16_000, channels: 1 });
  });

  test('WAV of 24 bits', async () => {
    const bytes = Buffer.alloc(44 + 2400);
    bytes.set(wav('pcm16').subarray(0, 44));
    bytes.writeUInt16LE(24, 34);
    expect(await store(bytes)).toMatchObject({ durationMs: 100, sampleRateHz: 8000, channels: 1 });
  });

  test('an unfinished WAV file is read to its end', async () => {
    const bytes = wav('pcm16');
    bytes.writeUInt32LE(0, 40);
    expect((await store(bytes)).durationMs).toBe(400);
  });
});

describe('rejected files, which leave nothing behind', () => {
  test.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('not audio at all')],
    ['a WAV file of GSM', Buffer.from(wav('pcm16')).fill(49, 20, 21)],
    ['a WAV file without audio', wav('pcm16').subarray(0, 44)],
    ['a WAV file of three channels', Buffer.concat([threeChannels(), Buffer.alloc(600)])],
    ['a WAV file with an unsupported sample rate', wav('pcm16', 1, 7999)],
    ['only RIFF', Buffer.from('RIFF')],
    ['only an MP3 tag', Buffer.from('ID3\x04\0\0\0\0\x0f\x7f')],
  ])('%s', async (_, bytes) => {
    await expect(store(bytes)).rejects.toMatchObject(REFUSED);
    expect(await media.stat(KEY)).toBeUndefined();
  });

  test('are named for what they are', async () => {
    const rifx = Buffer.from(wav('pcm16')).fill('RIFX', 0, 4);
    await expect(store(rifx)).rejects.toThrow('The file is a RIFX file');
  });

  test('a small MP3 file that decodes to too much audio', async () => {
    await imports.close();
    imports = await openImports({ maxAudioBytes: 1_000_000 });
    const encoder = await Mp3Encoder.open({ sampleRateHz: 48_000, channels: 2, samples: 480_000 });
    const silence = encoder.encode(new Int16Array(960_000));
    const bomb = Buffer.concat([silence, encoder.finish()]);
    expect(bomb.length).toBeLessThan(500_000);
    await expect(store(bomb)).rejects.toMatchObject(REFUSED);
    expect(await media.stat(KEY)).toBeUndefined();
  });
});

test('an upload that breaks off leaves nothing behind', async () => {
  async function* broken() {
    yield wav('pcm16');
    throw new Error('The line is dead');
  }
  await expect(imports.receive(broken())).rejects.toThrow('The line is dead');
  expect(await leftovers()).toEqual([]);
});

test('at most 16 files are held at once', async () => {
  const receive = () => imports.receive(Readable.from([wav('pcm16')], { objectMode: false }));
  const kept = [];
  for (let n = 0; n < 16; n += 1) kept.push(await receive());
  await expect(receive()).rejects.toMatchObject({ code: 'busy' });
  await kept[0]?.discard();
  await kept[0]?.discard();
  const [last] = [await receive()];
  await expect(receive()).rejects.toMatchObject({ code: 'busy' });
  for (const audio of [...kept, last]) await audio.discard();
  expect(await leftovers()).toEqual([]);
});

test('without free space, both receiving and storing fail with recorder-full', async () => {
  const audio = await imports.receive(Readable.from([wav('pcm16')], { objectMode: false }));
  media.free = 1024 ** 3 - 1;
  await expect(audio.store(KEY)).rejects.toMatchObject({ code: 'recorder-full' });
  await audio.discard();
  await expect(store(wav('pcm16'))).rejects.toMatchObject({ code: 'recorder-full' });
});

test('space for one file is not enough for two', async () => {
  media.free = 1.5 * 1024 ** 3;
  const receive = () => imports.receive(Readable.from([wav('pcm16')], { objectMode: false }));
  const first = await receive();
  await expect(receive()).rejects.toMatchObject({ code: 'recorder-full' });
  expect((await first.store(KEY)).durationMs).toBe(400);
  await first.discard();
  await (await receive()).discard();
  expect(await leftovers()).toEqual([]);
});

describe('files that keep the decoder busy', () => {
  const DECODE_TIMEOUT_MS = 10 * 60 * 1000;
  const receive = () => imports.receive(Readable.from([wav('pcm16')], { objectMode: false }));
  const decodingStarted = async () => {
    while (clock.pending === 0) await new Promise(setImmediate);
  };

  test('are abandoned after ten minutes and leave nothing behind', async () => {
    const audio = await receive();
    const stored = expect(audio.store(KEY)).rejects.toMatchObject(REFUSED);
    await decodingStarted();
    clock.advance(DECODE_TIMEOUT_MS);
    await stored;
    await audio.discard();
    expect(await leftovers()).toEqual([]);
    expect(clock.pending).toBe(0);
    expect((await store(wav('pcm16'))).durationMs).toBe(400);
  });

  test('do not use up the time of the files queued behind them', async () => {
    const [first, second] = [await receive(), await receive()];
    const abandoned = expect(first.store(KEY)).rejects.toMatchObject(REFUSED);
    const queued = second.store('76a90276-e47e-4e9e-b463-e3c743d5ff3a');
    await decodingStarted();
    clock.advance(DECODE_TIMEOUT_MS);
    await abandoned;
    expect((await queued).durationMs).toBe(400);
    for (const audio of [first, second]) await audio.discard();
  });

  test('are abandoned by close(), which does not start the files queued behind them', async () => {
    const [first, second] = [await receive(), await receive()];
    const abandoned = expect(first.store(KEY)).rejects.toThrow();
    const queued = expect(second.store(KEY)).rejects.toMatchObject({
      code: 'recorder-unavailable',
    });
    await decodingStarted();
    await imports.close();
    await abandoned;
    await queued;
    for (const audio of [first, second]) await audio.discard();
    expect(await leftovers()).toEqual([]);
    expect(await media.stat(KEY)).toBeUndefined();
  });
});

test('opening removes what a crash left behind', async () => {
  await writeFile(join(folder.path, 'imports', 'left'), 'x');
  await imports.close();
  imports = await openImports();
  expect(await leftovers()).toEqual([]);
  await imports.close();
});

function threeChannels(): Uint8Array {
  return wavHeader({ encoding: 'pcm16', channels: 3, sampleRateHz: 8000 }, 600);
}
