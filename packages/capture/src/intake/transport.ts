/** The connection under a stream, as far as the stream steers it. */
export interface Transport {
  /** Reads nothing more for the moment. What was read before may still be delivered. */
  pause(): void;
  resume(): void;
  /** Ends the connection from our side, because of the peer's `fault` if there is one. Idempotent. */
  close(fault: string | undefined): void;
  /** Tells the peer that the call is over, and ends the connection. Idempotent. */
  hangUp(): void;
}
