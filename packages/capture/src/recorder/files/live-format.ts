/** Format of a live file: PCM16. */
export interface LiveFormat {
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
}
