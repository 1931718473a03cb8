import { bytesPerSample, type WavEncoding } from '../encoding.ts';
import { formatTag } from './format-tag.ts';
import { commentIn } from './info-chunk.ts';
import { bytesPerFrame, WAV_FORMAT_TAGS, WavError, type WavFormat } from './wav-format.ts';

/** The content of a WAV file's header. */
export interface WavInfo extends WavFormat {
  readonly bitsPerSample: number;
  /** Offset of the audio, bytes from the start of the file. */
  readonly dataOffset: number;
  /** Length of the audio, in whole frames. */
  readonly dataBytes: number;
}

/** Sizes left by writers that cannot seek back, or were interrupted. */
const UNFINISHED_SIZES = [0, 0xffffffff];
/** SoX writes a size from here on into pipes; it may also be a real size. */
const SOX_UNFINISHED_FROM = 0x7ffff000;

/**
 * Reads the header of the WAV file that begins with `bytes`. Chunks other than the format and a comment are skipped. A data size
 * of 0, or beyond the end, as in unfinished files, means the rest of the file.
 * @param fileBytes length of the whole file; `Infinity` if unknown: `dataBytes` of an unfinished file is `Infinity`
 *   then, too.
 * @throws WavError when it is not a WAV file, its format is neither PCM of 8 or 16 bits nor G.711, or its audio does
 *   not begin within `bytes`.
 */
export function parseWavHeader(bytes: Uint8Array, fileBytes: number = bytes.length): WavInfo {
  const info = scanWavHeader(bytes, fileBytes);
  if (info === undefined) throw new WavError('WAV file ends before its audio begins');
  return info;
}

/** As {@link parseWavHeader}, but undefined when more bytes are needed. */
export function scanWavHeader(bytes: Uint8Array, fileBytes: number): WavInfo | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 12) return undefined;
  if (tagAt(view, 0) !== 'RIFF' || tagAt(view, 8) !== 'WAVE') {
    throw new WavError('Not a WAV file: it does not begin with RIFF and WAVE');
  }
  let format: WavFormat | undefined;
  let comment: string | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const tag = tagAt(view, at);
    const size = view.getUint32(at + 4, true);
    if (tag === 'data') {
      if (format === undefined) throw new WavError('WAV file has audio before its format');
      const said = comment === undefined ? format : { ...format, comment };
      return withData(said, at + 8, size, fileBytes);
    }
    if (tag === 'fmt ') {
      if (size < 16) throw new WavError(`WAV format of ${size} bytes is too short`);
      if (at + 8 + Math.min(size, 40) > bytes.length) return undefined;
      format = parseFormat(view, at + 8, size);
    }
    if (tag === 'LIST') comment ??= commentIn(bytes.subarray(at + 8, at + 8 + size));
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function parseFormat(view: DataView, at: number, size: number): WavFormat {
  const body = new DataView(view.buffer, view.byteOffset + at, Math.min(size, 40));
  const tag = formatTag(body);
  if (tag === undefined) throw new WavError('Unknown or incomplete extensible WAV format');
  const channels = view.getUint16(at + 2, true);
  const sampleRateHz = view.getUint32(at + 4, true);
  const frameBytes = view.getUint16(at + 12, true);
  const bits = view.getUint16(at + 14, true);

  const encoding = encodingOf(tag, bits);
  if (channels < 1) throw new WavError('WAV file has no channels');
  if (sampleRateHz < 1) throw new WavError('WAV file has a sample rate of 0 Hz');
  const format: WavFormat = { encoding, channels, sampleRateHz };
  const needed = bytesPerFrame(format);
  if (frameBytes !== needed) {
    throw new WavError(`WAV file has ${frameBytes} bytes a frame, its format needs ${needed}`);
  }
  return format;
}

function encodingOf(tag: number, bits: number): WavEncoding {
  for (const encoding of ['pcm16', 'pcm8', 'ulaw', 'alaw'] as const) {
    if (WAV_FORMAT_TAGS[encoding] === tag && bytesPerSample(encoding) * 8 === bits) return encoding;
  }
  throw new WavError(
    `WAV format ${tag} of ${bits} bits is not supported: use PCM of 8 or 16, or G.711`,
  );
}

function withData(
  format: WavFormat,
  dataOffset: number,
  declared: number,
  fileBytes: number,
): WavInfo {
  const rest = Math.max(0, fileBytes - dataOffset);
  const unfinished =
    UNFINISHED_SIZES.includes(declared) || (declared >= SOX_UNFINISHED_FROM && rest === Infinity);
  const present = unfinished ? rest : Math.min(declared, rest);
  const frameBytes = bytesPerFrame(format);
  return {
    ...format,
    bitsPerSample: bytesPerSample(format.encoding) * 8,
    dataOffset,
    dataBytes: present === Infinity ? present : present - (present % frameBytes),
  };
}

function tagAt(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}
