/** Approximate memory that a message takes besides its own bytes: empty ones are not free. */
const OVERHEAD_BYTES = 128;

/** A message that is buffered. */
export interface BufferedMessage {
  /** When it arrived, monotonic milliseconds. */
  readonly arrivedMs: number;
  /** Processes it. */
  readonly run: () => void;
}

/** Buffers the messages of a stream until they can be processed, up to a limit. */
export class MessageBuffer {
  #held: BufferedMessage[] = [];
  #bytes = 0;

  /** Size of the buffered messages, bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** When the first message arrived, monotonic milliseconds; undefined if there is none. */
  get sinceMs(): number | undefined {
    return this.#held[0]?.arrivedMs;
  }

  /**
   * Buffers a message.
   * @returns false if there would be more than `most` bytes in all; the message is not buffered then.
   */
  add(bytes: number, most: number, message: BufferedMessage): boolean {
    const takes = bytes + OVERHEAD_BYTES;
    if (this.#bytes + takes > most) return false;
    this.#bytes += takes;
    this.#held.push(message);
    return true;
  }

  /** Returns the buffered messages in order, and empties the buffer. */
  takeAll(): readonly BufferedMessage[] {
    const held = this.#held;
    this.#held = [];
    this.#bytes = 0;
    return held;
  }
}
