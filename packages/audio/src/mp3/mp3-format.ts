/**
 * The parameters that MPEG audio layer III allows (ISO/IEC 11172-3, 13818-3; MPEG 2.5 by Fraunhofer) and LAME
 * supports.
 */

/** Sample rates of MP3. */
export const MP3_SAMPLE_RATES_HZ = [
  8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000,
] as const;

/** The parameters of an MP3 stream of constant bit rate. */
export interface Mp3Format {
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  readonly bitrateKbps: number;
}

/** The two version bits in a frame header. */
type VersionBits = 0 | 2 | 3;

interface Family {
  readonly versionBits: VersionBits;
  /** In the order of their codes in a frame header. */
  readonly sampleRatesHz: readonly number[];
  /** By code, from 1. LAME supports no others at these rates. */
  readonly bitratesKbps: readonly number[];
  /** Samples of each channel in a frame. */
  readonly frameSamples: 576 | 1152;
  /** Bytes between a frame's header and its audio, mono and stereo. */
  readonly sideInfoBytes: readonly [number, number];
}

const MPEG_1: Family = {
  versionBits: 3,
  sampleRatesHz: [44_100, 48_000, 32_000],
  bitratesKbps: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  frameSamples: 1152,
  sideInfoBytes: [17, 32],
};
const MPEG_2: Family = {
  versionBits: 2,
  sampleRatesHz: [22_050, 24_000, 16_000],
  bitratesKbps: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  frameSamples: 576,
  sideInfoBytes: [9, 17],
};
const MPEG_2_5: Family = {
  ...MPEG_2,
  versionBits: 0,
  sampleRatesHz: [11_025, 12_000, 8000],
  bitratesKbps: [8, 16, 24, 32, 40, 48, 56, 64],
};

/** Bit rates that `wasm-media-encoders` accepts. */
const ENCODER_BITRATES_KBPS: readonly number[] = [
  8, 16, 24, 32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
];

/** The highest MP3 sample rate that is not above `sampleRateHz`; the lowest of all if none is. */
export function mp3SampleRate(sampleRateHz: number): number {
  return MP3_SAMPLE_RATES_HZ.findLast((rate) => rate <= sampleRateHz) ?? MP3_SAMPLE_RATES_HZ[0];
}

/** A bit rate that is transparent for speech: 4 bits per sample, fewer at high rates. */
export function defaultBitrateKbps(sampleRateHz: number, channels: 1 | 2): number {
  const [mono, stereo] =
    sampleRateHz <= 12_000
      ? [32, 64]
      : sampleRateHz <= 16_000
        ? [48, 96]
        : sampleRateHz <= 32_000
          ? [64, 128]
          : [96, 160];
  return channels === 1 ? mono : stereo;
}

/** @throws RangeError when MP3 does not support the format. */
export function checkMp3Format(format: Mp3Format): void {
  const { bitratesKbps } = familyOf(format.sampleRateHz);
  const { bitrateKbps, channels } = format;
  if (channels !== 1 && channels !== 2) throw new RangeError(`MP3 of ${channels} channels`);
  if (!bitratesKbps.includes(bitrateKbps) || !ENCODER_BITRATES_KBPS.includes(bitrateKbps)) {
    throw new RangeError(`MP3 of ${format.sampleRateHz} Hz cannot have ${bitrateKbps} kbit/s`);
  }
}

/** @throws RangeError when MP3 does not support the sample rate. */
export function familyOf(sampleRateHz: number): Family {
  const family = [MPEG_1, MPEG_2, MPEG_2_5].find((f) => f.sampleRatesHz.includes(sampleRateHz));
  if (family === undefined) throw new RangeError(`MP3 of ${sampleRateHz} Hz`);
  return family;
}

/** Length of a frame without its padding slot, bytes. */
export function frameBytes(format: Mp3Format): number {
  const { frameSamples } = familyOf(format.sampleRateHz);
  return Math.floor(((frameSamples / 8) * (format.bitrateKbps * 1000)) / format.sampleRateHz);
}
