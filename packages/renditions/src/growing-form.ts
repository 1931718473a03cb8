import type { ByteRange } from '@tricord/core';

/** So much of what was made last is held for those who read along. */
const WINDOW_BYTES = 1024 * 1024;

/** Reads bytes of the form from the store, which has it. */
export type ReadStored = (range: ByteRange) => Promise<AsyncIterable<Uint8Array>>;

/**
 * The bytes of a form while it is made, for whoever reads along. Nobody holds up the making, and no more
 * than a window of it is held: who falls behind gets the rest from the store, once it is there.
 */
export class GrowingForm {
  readonly #chunks: Uint8Array[] = [];
  /** Where the window begins and ends, bytes from the start of the form. */
  #start = 0;
  #end = 0;
  #stored = false;
  #failure: { readonly reason: unknown } | undefined;
  /** Called at the next change. */
  #waiting: (() => void)[] = [];

  /** Whether the window still has the first byte. */
  get fromStart(): boolean {
    return this.#start === 0;
  }

  /** Hands on what a conversion yields, and shows it to those who read along. */
  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#add(chunk);
      yield chunk;
    }
  }

  /** Says that the store has all of it. */
  finish(): void {
    this.#stored = true;
    this.#changed();
  }

  /** Says that nothing more will come. */
  fail(reason: unknown): void {
    this.#failure = { reason };
    this.#changed();
  }

  /** Resolves once there is something to read. @throws what the form failed with, if there never is. */
  async begun(): Promise<void> {
    while (this.#end === 0 && !this.#stored) await this.#change();
  }

  /** The whole form from its first byte. @throws what the form failed with. */
  async *read(stored: ReadStored): AsyncGenerator<Uint8Array> {
    let offset = 0;
    for (;;) {
      const next = this.#from(offset);
      if (next !== undefined) {
        offset += next.length;
        yield next;
      } else if (!this.#stored) {
        await this.#change();
      } else {
        if (offset < this.#end) yield* await stored({ start: offset, end: this.#end - 1 });
        return;
      }
    }
  }

  #add(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#end += chunk.length;
    while (this.#end - this.#start > WINDOW_BYTES) {
      this.#start += this.#chunks.shift()?.length ?? 0;
    }
    this.#changed();
  }

  /** What the window has from there on, as far as one piece goes. */
  #from(offset: number): Uint8Array | undefined {
    let at = this.#start;
    if (offset < at) return undefined;
    for (const chunk of this.#chunks) {
      if (offset < at + chunk.length) return chunk.subarray(offset - at);
      at += chunk.length;
    }
    return undefined;
  }

  async #change(): Promise<void> {
    if (this.#failure === undefined) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#failure !== undefined) throw this.#failure.reason;
  }

  #changed(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}
