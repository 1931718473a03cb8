import { AudioFileError } from './audio-file-error.ts';
import { type AudioLayout, type LayoutFormat, requirePlausible } from './audio-layout.ts';
import { chunksOf } from './chunks.ts';
import { type RandomAccess, textOf, viewOf } from './random-access.ts';
import type { SampleCoding } from './sample-coding.ts';

/** Compression types of AIFF-C that are not read. */
const OTHERS = new Map([
  ['ima4', 'IMA ADPCM'],
  ['GSM ', 'GSM 6.10'],
  ['agsm', 'GSM 6.10'],
  ['MAC3', 'MACE'],
  ['MAC6', 'MACE'],
  ['QDM2', 'QDesign Music'],
  ['Qclp', 'PureVoice'],
]);

interface Common {
  readonly format: LayoutFormat;
  /** Samples of each channel. */
  readonly frames: number;
}

/**
 * The layout of an AIFF or AIFF-C file (Apple, Audio Interchange File Format, 1989, and AIFF-C, 1991): big-endian
 * chunks, in any order.
 * @throws AudioFileError when it holds no audio that can be read.
 */
export async function aiffLayout(file: RandomAccess): Promise<AudioLayout> {
  const compressed = textOf(await file.read(8, 4)) === 'AIFC';
  let common: Common | undefined;
  let sound: { readonly dataOffset: number; readonly bytes: number } | undefined;
  for await (const { id, offset, size } of chunksOf(file, 12, false)) {
    if (id === 'COMM') common = parseCommon(await file.read(offset, 22), compressed);
    if (id === 'SSND') {
      const head = await file.read(offset, 8);
      const skipped = 8 + (head.length < 4 ? 0 : viewOf(head).getUint32(0));
      const rest = Math.max(0, file.size - offset - skipped);
      const declared = size - skipped;
      const bytes = declared > 0 && declared <= rest ? declared : rest;
      sound = { dataOffset: offset + skipped, bytes };
    }
    if (common !== undefined && sound !== undefined) return layoutOf(common, sound);
  }
  if (common === undefined) throw new AudioFileError('The AIFF file has no format');
  throw new AudioFileError('The AIFF file ends before its audio begins');
}

function layoutOf(
  { format, frames }: Common,
  { dataOffset, bytes }: { readonly dataOffset: number; readonly bytes: number },
): AudioLayout {
  const { coding, channels } = format;
  const frameBytes = typeof coding === 'string' ? 1 : coding.bytes * channels;
  // 0 where the writer could not go back to the header.
  const dataBytes = frames === 0 ? bytes : Math.min(bytes, frames * frameBytes);
  return { ...format, dataOffset, dataBytes };
}

function parseCommon(body: Uint8Array, compressed: boolean): Common {
  if (body.length < (compressed ? 22 : 18)) {
    throw new AudioFileError('The AIFF file has an incomplete format');
  }
  const view = viewOf(body);
  const type = compressed ? textOf(body.subarray(18, 22)) : 'NONE';
  const coding = codingOf(type, view.getUint16(6));
  const format = { coding, channels: view.getUint16(0), sampleRateHz: extendedAt(view, 8) };
  return { format: requirePlausible(format, 'AIFF file'), frames: view.getUint32(2) };
}

function codingOf(type: string, bits: number): SampleCoding {
  const bytes = Math.ceil(bits / 8);
  const integer = bytes >= 1 && bytes <= 4;
  if ((type === 'NONE' || type === 'twos') && integer) return signed(bytes, false);
  if (type === 'sowt' && integer) return signed(bytes, true);
  if (type === 'in24') return signed(3, false);
  if (type === 'in32') return signed(4, false);
  if (type === '42ni' || type === '42n1') return signed(3, true);
  if (type === '23ni' || type === '23n1') return signed(4, true);
  if (type === 'raw ') return { kind: 'unsigned', bytes: 1, littleEndian: false };
  if (/^fl32$/i.test(type)) return { kind: 'float', bytes: 4, littleEndian: false };
  if (/^fl64$/i.test(type)) return { kind: 'float', bytes: 8, littleEndian: false };
  if (/^ulaw$/i.test(type)) return { kind: 'ulaw', bytes: 1, littleEndian: false };
  if (/^alaw$/i.test(type)) return { kind: 'alaw', bytes: 1, littleEndian: false };
  const plain = type === 'NONE' || type === 'twos' || type === 'sowt';
  const what = plain ? `PCM of ${bits} bits` : (OTHERS.get(type) ?? `"${type}"`);
  throw new AudioFileError(`The AIFF file holds ${what}, which cannot be read`);
}

function signed(bytes: number, littleEndian: boolean): SampleCoding {
  return { kind: 'signed', bytes, littleEndian };
}

/** A number of 80 bits (IEEE 754 extended precision), whole. */
function extendedAt(view: DataView, at: number): number {
  const exponent = (view.getUint16(at) & 0x7fff) - 16_383;
  return Math.round(
    view.getUint32(at + 2) * 2 ** (exponent - 31) + view.getUint32(at + 6) * 2 ** (exponent - 63),
  );
}
