/** What keeping a message takes besides its own bytes, about: empty ones are not free. */
const OVERHEAD_BYTES = 128;

/** Keeps messages of a stream until they can be taken, up to a bound. */
export class HeldMessages {
  #held: (() => void)[] = [];
  #bytes = 0;

  /** Keeps a message; `run` takes it. @returns false: there would be more than `most` bytes in all; it is not kept. */
  add(bytes: number, most: number, run: () => void): boolean {
    const takes = bytes + OVERHEAD_BYTES;
    if (this.#bytes + takes > most) return false;
    this.#bytes += takes;
    this.#held.push(run);
    return true;
  }

  /** Hands out what was kept, in order, and keeps it no longer. */
  takeAll(): readonly (() => void)[] {
    const held = this.#held;
    this.#held = [];
    this.#bytes = 0;
    return held;
  }
}
