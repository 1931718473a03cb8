import { formatTag } from '../wav/format-tag.ts';
import { AudioFileError } from './audio-file-error.ts';
import { type LayoutFormat, requirePlausible } from './audio-layout.ts';
import { viewOf } from './random-access.ts';

const PCM = 1;
const FLOAT = 3;
const ALAW = 6;
const ULAW = 7;
const MP3 = 0x55;
const G722 = [0x65, 0x28f];

/** Formats that are not read, by tag (Microsoft, mmreg.h; RFC 2361). */
const OTHERS = new Map([
  [0x02, 'Microsoft ADPCM'],
  [0x11, 'IMA ADPCM'],
  [0x14, 'G.723 ADPCM'],
  [0x22, 'TrueSpeech'],
  [0x31, 'GSM 6.10 (WAV49)'],
  [0x40, 'G.721 ADPCM'],
  [0x42, 'G.723.1'],
  [0x45, 'G.726'],
  [0x50, 'MPEG audio of layer I or II'],
  [0x64, 'G.726'],
  [0x83, 'G.729'],
  [0xff, 'AAC'],
  [0x160, 'Windows Media Audio'],
  [0x161, 'Windows Media Audio'],
  [0x1610, 'AAC'],
  [0x2000, 'AC-3'],
  [0xf1ac, 'FLAC'],
]);

/**
 * Reads the body of a `fmt ` chunk (Microsoft, New Multimedia Data Types and Data Techniques, 1994). The size of a
 * frame is computed from channels and bits: the one that the chunk declares is wrong in files of several writers.
 * @throws AudioFileError when it is cut off, or the format is not read: the message names it.
 */
export function parseWaveFormat(body: Uint8Array): LayoutFormat {
  if (body.length < 14) throw new AudioFileError('The WAV file has an incomplete format');
  const view = viewOf(body);
  const channels = view.getUint16(2, true);
  const frameBytes = view.getUint16(12, true);
  // The oldest form of the chunk ends before the bits of a sample.
  const declared = body.length < 16 ? 0 : view.getUint16(14, true);
  const bits = declared === 0 ? (frameBytes / channels) * 8 : declared;
  const coding = codingOf(formatTag(view), bits);
  return requirePlausible({ coding, channels, sampleRateHz: view.getUint32(4, true) }, 'WAV file');
}

function codingOf(tag: number | undefined, bits: number): LayoutFormat['coding'] {
  if (tag === undefined) throw new AudioFileError('The WAV file has an unknown extensible format');
  const bytes = Math.ceil(bits / 8);
  if (tag === ALAW) return { kind: 'alaw', bytes: 1, littleEndian: true };
  if (tag === ULAW) return { kind: 'ulaw', bytes: 1, littleEndian: true };
  if (tag === MP3) return 'mp3';
  if (G722.includes(tag)) return 'g722';
  if (tag === PCM && bytes === 1) return { kind: 'unsigned', bytes, littleEndian: true };
  if (tag === PCM && bytes >= 2 && bytes <= 4) return { kind: 'signed', bytes, littleEndian: true };
  if (tag === FLOAT && (bits === 32 || bits === 64)) {
    return { kind: 'float', bytes, littleEndian: true };
  }
  const named = tag === PCM ? 'PCM' : tag === FLOAT ? 'floating point' : OTHERS.get(tag);
  const what = tag === PCM || tag === FLOAT ? `${named} of ${bits} bits` : named;
  throw new AudioFileError(
    `The WAV file holds ${what ?? `audio of the unknown format ${tag}`}, which cannot be read`,
  );
}
