/** The header of an MP3 frame (ISO/IEC 11172-3, 2.4.1.3; 13818-3; MPEG 2.5). */
export interface Mp3Frame {
  /** Including the header. */
  readonly bytes: number;
  /** Per channel. */
  readonly samples: 576 | 1152;
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
}

export const MP3_HEADER_BYTES = 4;

const MPEG_1 = {
  sampleRatesHz: [44_100, 48_000, 32_000],
  bitratesKbps: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  samples: 1152,
} as const;
const MPEG_2 = {
  sampleRatesHz: [22_050, 24_000, 16_000],
  bitratesKbps: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  samples: 576,
} as const;
const MPEG_2_5 = { ...MPEG_2, sampleRatesHz: [11_025, 12_000, 8000] } as const;
/** By the two bits of the version; the second pattern is reserved. */
const VERSIONS = [MPEG_2_5, undefined, MPEG_2, MPEG_1] as const;
/** Of the two bits of the layer. */
const LAYER_3 = 1;
/** Of the two bits of the mode. */
const MONO = 3;

/**
 * Reads the header of the layer III frame at `at`; undefined when there is none. Frames of "free" bit rate, whose
 * header does not have their length, are not recognized.
 */
export function mp3FrameAt(bytes: Uint8Array, at: number): Mp3Frame | undefined {
  const [sync, kind, rates, mode] = bytes.subarray(at, at + MP3_HEADER_BYTES);
  if (sync !== 0xff || kind === undefined || rates === undefined || mode === undefined) return;
  if (kind >> 5 !== 7 || ((kind >> 1) & 3) !== LAYER_3) return;
  const version = VERSIONS[(kind >> 3) & 3];
  const kbps = version?.bitratesKbps[(rates >> 4) - 1];
  const sampleRateHz = version?.sampleRatesHz[(rates >> 2) & 3];
  if (version === undefined || kbps === undefined || sampleRateHz === undefined) return;
  const { samples } = version;
  const padding = (rates >> 1) & 1;
  return {
    bytes: Math.floor(((samples / 8) * kbps * 1000) / sampleRateHz) + padding,
    samples,
    sampleRateHz,
    channels: mode >> 6 === MONO ? 1 : 2,
  };
}
