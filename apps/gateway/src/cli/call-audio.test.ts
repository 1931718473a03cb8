import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { interleave, pcm16ToBytes, wavHeader } from '@tricord/audio';
import { frequencyOf, speech, type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCallAudio } from './call-audio.ts';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

async function wav(samples: Int16Array, sampleRateHz: number, channels = 1): Promise<string> {
  const file = join(folder.path, 'a.wav');
  const bytes = pcm16ToBytes(samples);
  const header = wavHeader({ encoding: 'pcm16', channels, sampleRateHz }, bytes.length);
  await writeFile(file, Buffer.concat([header, bytes]));
  return file;
}

test('a file at a supported sample rate is unchanged', async () => {
  const audio = await readCallAudio(fileURLToPath(speech(3)));
  expect(audio.sampleRateHz).toBe(16_000);
  expect(audio.samples.length).toBe((audio.durationMs * 16_000) / 1000);
});

test('another rate is converted to the next higher one, with the same duration', async () => {
  const file = await wav(
    tone({ frequencyHz: 440, durationMs: 1000, sampleRateHz: 11_025 }),
    11_025,
  );
  const audio = await readCallAudio(file);
  expect(audio.sampleRateHz).toBe(12_000);
  expect(audio.durationMs).toBe(1000);
  expect(audio.samples).toHaveLength(12_000);
  expect(frequencyOf(audio.samples, 12_000)).toBeCloseTo(440, -1);
});

test('two channels are averaged', async () => {
  const file = await wav(interleave(Int16Array.of(100, -300), Int16Array.of(300, -100)), 8000, 2);
  expect([...(await readCallAudio(file)).samples]).toEqual([200, -200]);
});

test('every kind of file that can be imported can be played', async () => {
  const encoded = new URL('../../../../packages/audio/src/testing/encoded/', import.meta.url);
  for (const name of ['lame-cbr.mp3', 'sox-24.aiff', 'sox-ulaw.au', 'ffmpeg-24.w64']) {
    const audio = await readCallAudio(fileURLToPath(new URL(name, encoded)));
    expect(audio.samples.length, name).toBeGreaterThan(0);
    expect(audio.durationMs, name).toBeGreaterThan(0);
  }
});

test('a file that cannot be played is reported in one line', async () => {
  const file = join(folder.path, 'bad.wav');
  await writeFile(file, 'no audio');
  await expect(readCallAudio(file)).rejects.toThrow(`${file} cannot be played: `);
  await expect(readCallAudio(`${file}.wav`)).rejects.toThrow('there is no such file');
  await expect(readCallAudio(await wav(new Int16Array(0), 8000))).rejects.toThrow('holds no audio');
});
