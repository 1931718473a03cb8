import { AudioFileError } from './audio-file-error.ts';
import { type AudioLayout, requirePlausible } from './audio-layout.ts';
import { type RandomAccess, textOf, viewOf } from './random-access.ts';
import type { SampleCoding } from './sample-coding.ts';

const UNKNOWN = 0xffffffff;
const G722 = 24;

/** Kind and bytes of a sample by encoding. */
const CODINGS = new Map<number, Pick<SampleCoding, 'kind' | 'bytes'>>([
  [1, { kind: 'ulaw', bytes: 1 }],
  [2, { kind: 'signed', bytes: 1 }],
  [3, { kind: 'signed', bytes: 2 }],
  [4, { kind: 'signed', bytes: 3 }],
  [5, { kind: 'signed', bytes: 4 }],
  [6, { kind: 'float', bytes: 4 }],
  [7, { kind: 'float', bytes: 8 }],
  [27, { kind: 'alaw', bytes: 1 }],
]);
/** Encodings that are not read. */
const OTHERS = new Map([
  [23, 'G.721 ADPCM'],
  [25, 'G.723 ADPCM'],
  [26, 'G.723 ADPCM'],
]);

/**
 * The layout of an AU file of Sun and NeXT (audio.h): big-endian after `.snd`, little-endian (DEC) after `dns.`.
 * @throws AudioFileError when it holds no audio that can be read.
 */
export async function auLayout(file: RandomAccess): Promise<AudioLayout> {
  const head = await file.read(0, 24);
  if (head.length < 24) throw new AudioFileError('The AU file ends before its audio begins');
  const littleEndian = textOf(head.subarray(0, 4)) === 'dns.';
  const view = viewOf(head);
  const [dataOffset, size, encoding, sampleRateHz, channels] = [4, 8, 12, 16, 20].map((at) =>
    view.getUint32(at, littleEndian),
  ) as [number, number, number, number, number];
  const coding = codingOf(encoding, littleEndian);
  const format = { coding, channels, sampleRateHz };
  const rest = Math.max(0, file.size - dataOffset);
  const dataBytes = size === UNKNOWN || size === 0 ? rest : Math.min(size, rest);
  return { ...requirePlausible(format, 'AU file'), dataOffset, dataBytes };
}

function codingOf(encoding: number, littleEndian: boolean): AudioLayout['coding'] {
  if (encoding === G722) return 'g722';
  const coding = CODINGS.get(encoding);
  if (coding !== undefined) return { ...coding, littleEndian };
  const what = OTHERS.get(encoding) ?? `audio of the unknown encoding ${encoding}`;
  throw new AudioFileError(`The AU file holds ${what}, which cannot be read`);
}
