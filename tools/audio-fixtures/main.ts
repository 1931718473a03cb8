/**
 * `node tools/audio-fixtures/main.ts`: makes the files in packages/audio/src/testing/encoded with the encoders of other
 * people, and notes what ffmpeg (mpg123 for MP3) decodes them to. Needs, from Debian: ffmpeg, flac, lame, mpg123,
 * sndfile-programs, sox with libsox-fmt-all, twolame. The files are kept in the repository, so that tests need none of these.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { READABLE, REFUSED } from './commands.ts';

const SPEECH = resolve('samples/speech-1.wav');
const OUTPUT = resolve('packages/audio/src/testing/encoded');
const folder = mkdtempSync(join(tmpdir(), 'audio-fixtures-'));

function shell(command: string): Buffer {
  const quiet = command
    .replaceAll(/\bffmpeg /g, 'ffmpeg -y -loglevel error ')
    .replaceAll(/\bflac /g, 'flac -f -s --no-padding ');
  return execFileSync('sh', ['-ec', quiet], { cwd: folder, maxBuffer: 1 << 26 });
}

function made(name: string, command: string): void {
  shell(command);
  copyFileSync(join(folder, name), join(OUTPUT, name));
}

/** What a reference decoder reads: samples of 16 bits. */
function reference(file: string) {
  // ffmpeg knows neither AU of DEC nor little-endian AIFF-C of 24 bits.
  const little = file.startsWith('libsndfile-little');
  if (little) shell(`sndfile-convert -pcm16 ${file} reference.wav`);
  const name = little ? 'reference.wav' : file;
  const probe = shell(
    `ffprobe -v error -show_entries stream=channels,sample_rate,codec_name -of json ${name}`,
  );
  const [{ codec_name, channels, sample_rate }] = JSON.parse(probe.toString()).streams;
  const mp3 = codec_name === 'mp3';
  const decode =
    mp3 && name.endsWith('.mp3')
      ? `mpg123 -q -s -e s16 ${name}`
      : `ffmpeg -i ${name} -f s16le -c:a pcm_s16le -`;
  const pcm = shell(decode);
  return {
    channels,
    sampleRateHz: Number(sample_rate),
    frames: pcm.length / 2 / channels,
    // Decoders of MP3 round differently.
    ...(mp3 ? {} : { sha256: createHash('sha256').update(pcm).digest('hex') }),
  };
}

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });
shell(`sox ${SPEECH} in.wav trim 0.5 1603s`);
shell('sox in.wav stereo.wav rate 44100 trim 0 2205s remix 1 1v-0.5');
shell('sox in.wav -b 24 wide.wav vol 0.7 rate 16000 trim 0 1601s');
const expected: Record<string, unknown> = {};
for (const [name, command] of Object.entries(READABLE)) {
  made(name, command);
  expected[name] = { made: command, ...reference(name) };
}
for (const [name, [command, refusal]] of Object.entries(REFUSED)) {
  made(name, command);
  expected[name] = { made: command, refusal };
}
writeFileSync(join(OUTPUT, 'expected.json'), `${JSON.stringify(expected, undefined, 2)}\n`);
rmSync(folder, { recursive: true });
