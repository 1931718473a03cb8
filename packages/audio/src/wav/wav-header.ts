import { bytesPerSample } from '../encoding.ts';
import { infoChunk } from './info-chunk.ts';
import { bytesPerFrame, WAV_FORMAT_TAGS, type WavFormat } from './wav-format.ts';

/** Length of {@link wavHeader} for PCM16 without a comment. */
export const WAV_HEADER_BYTES = 44;

/** The largest size that RIFF can express; readers take it as "the rest of the file". */
const UNKNOWN_SIZE = 0xffffffff;

const NO_INFO = new Uint8Array(0);

/**
 * The header of a WAV file: 44 bytes for PCM, 58 for other encodings, which require the size of a format extension and
 * a `fact` chunk (Microsoft, New Multimedia Data Types and Data Techniques, 1994), plus the comment, if any. Its length
 * does not depend on the audio. If `dataBytes` is odd, a padding byte follows the audio, which the size in the header
 * already includes.
 * @param dataBytes length of the audio; from 4 GiB on the header declares it as unknown.
 */
export function wavHeader(format: WavFormat, dataBytes: number): Uint8Array {
  const pcm = WAV_FORMAT_TAGS[format.encoding] === 1;
  const info = format.comment === undefined ? NO_INFO : infoChunk(format.comment);
  const bytes = new Uint8Array((pcm ? WAV_HEADER_BYTES : 58) + info.length);
  const view = new DataView(bytes.buffer);
  const frameBytes = bytesPerFrame(format);
  const riffBytes = bytes.length - 8 + dataBytes + (dataBytes % 2);
  const tooLong = riffBytes > UNKNOWN_SIZE;

  writeTag(view, 0, 'RIFF');
  view.setUint32(4, tooLong ? UNKNOWN_SIZE : riffBytes, true);
  writeTag(view, 8, 'WAVE');
  writeTag(view, 12, 'fmt ');
  view.setUint32(16, pcm ? 16 : 18, true);
  view.setUint16(20, WAV_FORMAT_TAGS[format.encoding], true);
  view.setUint16(22, format.channels, true);
  view.setUint32(24, format.sampleRateHz, true);
  view.setUint32(28, format.sampleRateHz * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, bytesPerSample(format.encoding) * 8, true);
  if (!pcm) {
    writeTag(view, 38, 'fact');
    view.setUint32(42, 4, true);
    view.setUint32(46, tooLong ? UNKNOWN_SIZE : Math.floor(dataBytes / frameBytes), true);
  }
  bytes.set(info, bytes.length - 8 - info.length);
  writeTag(view, bytes.length - 8, 'data');
  view.setUint32(bytes.length - 4, tooLong ? UNKNOWN_SIZE : dataBytes, true);
  return bytes;
}

function writeTag(view: DataView, offset: number, tag: string): void {
  for (let i = 0; i < 4; i += 1) view.setUint8(offset + i, tag.charCodeAt(i));
}
