import { G722Decoder } from '../g722/g722-decoder.ts';
import { NoMp3Error } from '../mp3/mp3-error.ts';
import { readMp3Stream } from '../mp3/read-mp3-stream.ts';
import { TAG_HEAD_BYTES, tagBytes } from '../mp3/tag-bytes.ts';
import { aiffLayout } from './aiff-layout.ts';
import { auLayout } from './au-layout.ts';
import { AudioFileError } from './audio-file-error.ts';
import type { AudioLayout } from './audio-layout.ts';
import { nameFile } from './name-file.ts';
import { piecesOf, type RandomAccess, textOf } from './random-access.ts';
import { riffLayout } from './riff-layout.ts';
import { decodeSamples, type SampleCoding } from './sample-coding.ts';
import { isW64, w64Layout } from './w64-layout.ts';

/** An audio file that is being read. */
export interface AudioFileStream {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Interleaved samples in whole frames. */
  readonly samples: AsyncIterable<Int16Array>;
}

/** Whatever the file says: some say 8000, as RTP does. */
const G722_SAMPLE_RATE_HZ = 16_000;
/** Enough to name a file. */
const HEAD_BYTES = 64;
/** More than any real file has before its audio. */
const MAX_TAGS = 100;
const READABLE = 'use WAV, W64, AIFF, AU or MP3';

/**
 * Reads an audio file in pieces. Its content decides what it is: WAV (also RF64 and BW64), W64, AIFF, AIFF-C and AU
 * with PCM of 8 to 32 bits, floating point, G.711 or G.722; MP3, also in WAV.
 * @throws AudioFileError when it is none of them: the message names what it is. Mp3Error as {@link readMp3Stream}.
 */
export async function readAudioFile(file: RandomAccess): Promise<AudioFileStream> {
  const layout = await layoutOf(file);
  if (layout === undefined) return readMp3(file, 0, file.size);
  const { coding, channels, sampleRateHz, dataOffset, dataBytes } = layout;
  if (coding === 'mp3') return readMp3(file, dataOffset, dataBytes);
  if (coding === 'g722') return readG722(file, layout);
  return { channels, sampleRateHz, samples: samplesOf(file, layout, coding) };
}

async function layoutOf(file: RandomAccess): Promise<AudioLayout | undefined> {
  const head = await file.read(0, 16);
  const [name, form] = [textOf(head.subarray(0, 4)), textOf(head.subarray(8, 12))];
  if (['RIFF', 'RF64', 'BW64'].includes(name) && form === 'WAVE') return riffLayout(file);
  if (name === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return aiffLayout(file);
  if (name === '.snd' || name === 'dns.') return auLayout(file);
  return isW64(head) ? w64Layout(file) : undefined;
}

async function readMp3(file: RandomAccess, start: number, bytes: number): Promise<AudioFileStream> {
  const behindTags = await endOfTags(file, start);
  const head = await file.read(behindTags, HEAD_BYTES);
  const name = head.length === 0 && behindTags > 0 ? 'nothing but tags' : nameFile(head);
  if (name !== undefined) throw new AudioFileError(`The file is ${name}: ${READABLE}`);
  try {
    return await readMp3Stream(piecesOf(file, start, start + bytes));
  } catch (error) {
    if (!(error instanceof NoMp3Error)) throw error;
    throw new AudioFileError(`The file is not audio of a known kind: ${READABLE}`, {
      cause: error,
    });
  }
}

async function endOfTags(file: RandomAccess, start: number): Promise<number> {
  let at = start;
  for (let n = 0; n < MAX_TAGS; n += 1) {
    const bytes = tagBytes(await file.read(at, TAG_HEAD_BYTES), 0);
    if (bytes === 0) break;
    at += bytes;
  }
  return at;
}

function readG722(file: RandomAccess, { channels, dataOffset, dataBytes }: AudioLayout) {
  if (channels !== 1) throw new AudioFileError(`The file holds G.722 of ${channels} channels`);
  const decoder = new G722Decoder();
  const samples = async function* () {
    for await (const piece of piecesOf(file, dataOffset, dataOffset + dataBytes)) {
      yield decoder.decode(piece);
    }
  };
  return { channels, sampleRateHz: G722_SAMPLE_RATE_HZ, samples: samples() };
}

async function* samplesOf(
  file: RandomAccess,
  { dataOffset, dataBytes, channels }: AudioLayout,
  coding: SampleCoding,
): AsyncGenerator<Int16Array> {
  const frameBytes = coding.bytes * channels;
  let held: Uint8Array = new Uint8Array(0);
  for await (const piece of piecesOf(file, dataOffset, dataOffset + dataBytes)) {
    const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
    const whole = bytes.length - (bytes.length % frameBytes);
    if (whole > 0) yield decodeSamples(bytes.subarray(0, whole), coding);
    held = bytes.subarray(whole);
  }
}
