/** A request that is sent again and again. */
export interface ProbeTarget {
  /** Whose API it is. */
  readonly dialect: string;
  readonly authorization: string;
  readonly path: string;
}

export interface ProbeRequest {
  readonly type: 'probe';
  readonly port: number;
  readonly targets: readonly ProbeTarget[];
  readonly seconds: number;
}

export interface ProbeReply {
  readonly type: 'probed';
  /** Latencies by dialect, from the request to the last byte of the answer, milliseconds. */
  readonly latenciesMs: ReadonlyMap<string, readonly number[]>;
  /** Answers other than 200. */
  readonly refused: readonly string[];
}
