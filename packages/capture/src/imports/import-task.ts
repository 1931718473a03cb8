/** A file to convert to a PCM16 WAV file. */
export interface ImportTask {
  readonly from: string;
  /** Must not exist. */
  readonly to: string;
  /** Maximum size of the converted audio. */
  readonly maxBytes: number;
}

/** The result of an import. */
export type ImportResult =
  | {
      readonly kind: 'stored';
      readonly sampleRateHz: number;
      readonly channels: 1 | 2;
      /** Samples of each channel. */
      readonly frames: number;
    }
  /** The file cannot be imported; the message says why. */
  | { readonly kind: 'unreadable'; readonly message: string };
