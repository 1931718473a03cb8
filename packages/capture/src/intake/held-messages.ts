/** Keeps messages of a stream until they can be taken, up to a bound. */
export class HeldMessages {
  #held: (() => void)[] = [];
  #bytes = 0;

  /** Keeps a message; `run` takes it. @returns false: there would be more than `most` bytes; it is not kept. */
  add(bytes: number, most: number, run: () => void): boolean {
    if (this.#bytes + bytes > most) return false;
    this.#bytes += bytes;
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
