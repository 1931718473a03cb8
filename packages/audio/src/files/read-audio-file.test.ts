import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pcm16ToBytes } from '../pcm.ts';
import { inMemory } from '../testing/in-memory.ts';
import { AudioFileError } from './audio-file-error.ts';
import { readAudioFile } from './read-audio-file.ts';

/** Files of other people's encoders, and what reference decoders read: tools/audio-fixtures. */
const FOLDER = new URL('../testing/encoded/', import.meta.url);

interface Expected {
  /** Of a file that is refused. */
  readonly refusal?: string;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly frames: number;
  /** Of the samples; absent for MP3. */
  readonly sha256?: string;
}

const expected: Record<string, Expected> = JSON.parse(
  readFileSync(new URL('expected.json', FOLDER), 'utf8'),
);
const files = Object.entries(expected);

async function read(name: string) {
  const { samples, ...format } = await readAudioFile(inMemory(readFileSync(new URL(name, FOLDER))));
  const hash = createHash('sha256');
  let count = 0;
  for await (const piece of samples) {
    hash.update(pcm16ToBytes(piece));
    count += piece.length;
  }
  return { ...format, frames: count / format.channels, sha256: hash.digest('hex') };
}

describe('files of other encoders have the samples that a reference decoder reads', () => {
  test.each(files.filter(([, { refusal }]) => refusal === undefined))('%s', async (name, file) => {
    const { channels, sampleRateHz, frames, sha256 } = file;
    const found = await read(name);
    expect(found).toMatchObject({ channels, sampleRateHz, frames });
    if (sha256 !== undefined) expect(found.sha256).toBe(sha256);
  });
});

describe('files that are refused are named for what they are', () => {
  test.each(
    files.flatMap(([name, { refusal }]) => (refusal === undefined ? [] : [[name, refusal]])),
  )('%s: %s', async (name, refusal) => {
    const error = await read(name).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(AudioFileError);
    expect((error as Error).message).toContain(refusal);
  });
});
