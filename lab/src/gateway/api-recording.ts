/** What the native API says of a recording, as far as tests look into it. */
export interface ApiRecording {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly endReason?: string;
  /** Why it failed. */
  readonly cause?: string;
  readonly media?: {
    readonly durationMs: number;
    readonly sampleRateHz: number;
    readonly sha256: string;
    readonly gaps: readonly {
      readonly offsetMs: number;
      readonly lengthMs: number;
      readonly reason: string;
    }[];
  };
}
