/** A request that is sent repeatedly. */
export interface ProbeTarget {
  /** The dialect of the API. */
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
  /** Latencies by dialect, from the request to the last byte of the response, milliseconds. */
  readonly latenciesMs: ReadonlyMap<string, readonly number[]>;
  /** Responses other than 200. */
  readonly refused: readonly string[];
}
