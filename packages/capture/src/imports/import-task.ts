/** A file that is to become a PCM16 WAV file. */
export interface ImportTask {
  readonly from: string;
  /** Must not exist. */
  readonly to: string;
  /** Most bytes of audio that it may become. */
  readonly maxBytes: number;
}

/** What became of it. */
export type ImportResult =
  | {
      readonly kind: 'stored';
      readonly sampleRateHz: number;
      readonly channels: 1 | 2;
      /** Samples of each channel. */
      readonly frames: number;
    }
  /** The file is at fault; the message says why. */
  | { readonly kind: 'unreadable'; readonly message: string };
