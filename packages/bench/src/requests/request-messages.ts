/** Requests that are sent one after the other over several connections, again and again. */
export interface RequestLoad {
  readonly type: 'send';
  readonly port: number;
  /** The whole header. */
  readonly authorization: string;
  readonly method: string;
  /** Each request takes the next; `{n}` in one is the request's number. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

export interface RequestReply {
  readonly type: 'sent';
  /** From each request to the last byte of its answer, milliseconds. */
  readonly latenciesMs: readonly number[];
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Bytes of the answers' bodies. */
  readonly bytes: number;
  readonly seconds: number;
}
