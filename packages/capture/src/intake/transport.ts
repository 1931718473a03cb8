/** The connection of a stream, as far as the stream controls it. */
export interface Transport {
  /** Pauses reading. Data that was read before may still be delivered. */
  pause(): void;
  resume(): void;
  /** Ends the connection from our side, because of the peer's `fault` if there is one. Idempotent. */
  close(fault: string | undefined): void;
  /** Hangs up at the peer, and ends the connection. Idempotent. */
  hangUp(): void;
}
