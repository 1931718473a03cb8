/** Approximate memory that a message takes besides its own bytes: empty ones are not free. */
const OVERHEAD_BYTES = 128;

/** Buffers the messages of a stream until they can be processed, up to a limit. */
export class MessageBuffer {
  #held: (() => void)[] = [];
  #bytes = 0;

  /** Size of the buffered messages, bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Buffers a message, which `run` processes.
   * @returns false if there would be more than `most` bytes in all; the message is not buffered then.
   */
  add(bytes: number, most: number, run: () => void): boolean {
    const takes = bytes + OVERHEAD_BYTES;
    if (this.#bytes + takes > most) return false;
    this.#bytes += takes;
    this.#held.push(run);
    return true;
  }

  /** Returns the buffered messages in order, and empties the buffer. */
  takeAll(): readonly (() => void)[] {
    const held = this.#held;
    this.#held = [];
    this.#bytes = 0;
    return held;
  }
}
