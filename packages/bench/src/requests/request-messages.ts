/** Requests that are sent repeatedly over several connections. */
export interface RequestLoad {
  readonly type: 'send';
  readonly port: number;
  /** The complete header. */
  readonly authorization: string;
  readonly method: string;
  /** Each request uses the next path; `{n}` is the request's number. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

export interface RequestReply {
  readonly type: 'sent';
  /** From each request to the last byte of its response, milliseconds. */
  readonly latenciesMs: readonly number[];
  /** The number of responses by status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Total bytes of the response bodies. */
  readonly bytes: number;
  readonly seconds: number;
}
