import { familyOf, frameBytes, type Mp3Format } from './mp3-format.ts';

/** Samples by which LAME delays the sound (ENCDELAY of its encoder.h). */
const ENCODER_DELAY = 576;
/** LAME appends at least this many samples, so that a decoder outputs all of the input. */
const MIN_PADDING = 576;
/** From the tag to its end: Xing's own fields, then LAME's. */
const TAG_BYTES = 120 + 36;
/** The tag has frames, bytes, a table for seeking, and a quality. */
const ALL_XING_FIELDS = 0x0f;
const CONSTANT_BITRATE = 1;

/** The layout of LAME's output for a stream of known length. */
export interface Mp3Layout {
  /** MP3 frames, without the Info frame. */
  readonly frames: number;
  /** Bytes of these frames. */
  readonly bytes: number;
  /** Samples per channel that a player trims at the start and at the end. */
  readonly delay: number;
  readonly padding: number;
}

/**
 * The layout of a constant bit rate stream of LAME 3.100 with that many samples per channel. It always ends with a
 * whole frame; frames get a padding slot as often as the bit rate requires.
 */
export function mp3Layout(format: Mp3Format, samples: number): Mp3Layout {
  const { sampleRateHz, bitrateKbps } = format;
  const { frameSamples } = familyOf(sampleRateHz);
  const delayed = samples + ENCODER_DELAY;
  const toFrameEnd = frameSamples - (delayed % frameSamples);
  const padding = toFrameEnd < MIN_PADDING ? toFrameEnd + frameSamples : toFrameEnd;
  const frames = (delayed + padding) / frameSamples;
  const remainder = (frameSamples * bitrateKbps * 125) % sampleRateHz;
  const paddingSlots = Math.ceil(((frames - 1) * remainder) / sampleRateHz);
  return {
    frames,
    bytes: frames * frameBytes(format) + paddingSlots,
    delay: ENCODER_DELAY,
    padding,
  };
}

/**
 * The first frame of an MP3 file, which has its length: Xing's tag for constant bit rate (`Info`), followed by LAME's,
 * from which players learn how much to trim so that the audio is exactly as long as its source.
 * `wasm-media-encoders` omits it, since it cannot seek back; with a known length it can be written first. Only the
 * checksum of the audio stays 0: it is not known yet, and players ignore it.
 * @see http://gabriel.mp3-tech.org/mp3infotag.html
 */
export function infoFrame(format: Mp3Format, samples: number): Uint8Array {
  const layout = mp3Layout(format, samples);
  const family = familyOf(format.sampleRateHz);
  const tagAt = 4 + family.sideInfoBytes[format.channels === 1 ? 0 : 1];
  const bitrateKbps = roomyBitrate(format, tagAt + TAG_BYTES);
  const frame = new Uint8Array(frameBytes({ ...format, bitrateKbps }));
  const view = new DataView(frame.buffer);
  const totalBytes = frame.length + layout.bytes;

  writeHeader(view, format, bitrateKbps);
  writeText(frame, tagAt, 'Info');
  view.setUint32(tagAt + 4, ALL_XING_FIELDS);
  view.setUint32(tagAt + 8, layout.frames);
  view.setUint32(tagAt + 12, totalBytes);
  // The file position, in 256ths, of each percent of the duration.
  for (let i = 0; i < 100; i += 1) frame[tagAt + 16 + i] = Math.floor((i * 256) / 100);
  writeLameTag(frame, tagAt + 120, layout, format.bitrateKbps, totalBytes);
  return frame;
}

function writeLameTag(
  frame: Uint8Array,
  at: number,
  { delay, padding }: Mp3Layout,
  bitrateKbps: number,
  totalBytes: number,
): void {
  const view = new DataView(frame.buffer);
  writeText(frame, at, 'LAME3.100');
  view.setUint8(at + 9, CONSTANT_BITRATE);
  view.setUint8(at + 20, Math.min(bitrateKbps, 255));
  view.setUint8(at + 21, delay >> 4);
  view.setUint8(at + 22, ((delay & 15) << 4) | (padding >> 8));
  view.setUint8(at + 23, padding & 0xff);
  view.setUint32(at + 28, totalBytes);
  view.setUint16(at + 34, crc16(frame.subarray(0, at + 34)));
}

/** The lowest bit rate, at least the stream's own, whose frames hold that many bytes. */
function roomyBitrate(format: Mp3Format, bytes: number): number {
  const { bitratesKbps } = familyOf(format.sampleRateHz);
  const fitting = bitratesKbps.find(
    (bitrateKbps) =>
      bitrateKbps >= format.bitrateKbps && frameBytes({ ...format, bitrateKbps }) >= bytes,
  );
  if (fitting === undefined) throw new RangeError(`No MP3 frame holds ${bytes} bytes`);
  return fitting;
}

/** ISO/IEC 11172-3, 2.4.1.3: layer III, no checksum, joint stereo or mono, original. */
function writeHeader(view: DataView, format: Mp3Format, bitrateKbps: number): void {
  const { versionBits, sampleRatesHz, bitratesKbps } = familyOf(format.sampleRateHz);
  const bitrateCode = bitratesKbps.indexOf(bitrateKbps) + 1;
  const rateCode = sampleRatesHz.indexOf(format.sampleRateHz);
  view.setUint8(0, 0xff);
  view.setUint8(1, 0xe0 | (versionBits << 3) | 0x03);
  view.setUint8(2, (bitrateCode << 4) | (rateCode << 2));
  view.setUint8(3, format.channels === 1 ? 0xc4 : 0x44);
}

function writeText(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i += 1) bytes[at + i] = text.charCodeAt(i);
}

/** CRC-16 with the polynomial 0x8005, bits reversed, as in LAME's tag. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}
