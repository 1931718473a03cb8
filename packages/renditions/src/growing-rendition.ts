import type { ByteRange } from '@tricord/core';

/** How much of the latest output is held for concurrent readers. */
const WINDOW_BYTES = 1024 * 1024;

/** Reads a range of the finished rendition from the store. */
export type ReadStored = (range: ByteRange) => Promise<AsyncIterable<Uint8Array>>;

/**
 * The bytes of a rendition during its conversion, for any number of concurrent readers. Readers never slow the
 * conversion down, and only a window of bytes is held: a reader that falls behind gets the rest from the store,
 * once the rendition is there.
 */
export class GrowingRendition {
  readonly #chunks: Uint8Array[] = [];
  /** Where the window begins and ends, bytes from the start of the rendition. */
  #start = 0;
  #end = 0;
  #stored = false;
  #failure: { readonly reason: unknown } | undefined;
  /** Called at the next change. */
  #waiting: (() => void)[] = [];

  /** Whether the window still includes the first byte. */
  get fromStart(): boolean {
    return this.#start === 0;
  }

  /** Passes on what a conversion yields, and makes it available to readers. */
  async *pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#add(chunk);
      yield chunk;
    }
  }

  /** Call when the store has all of it. */
  finish(): void {
    this.#stored = true;
    this.#changed();
  }

  /** Call when the conversion has failed: readers get `reason`. */
  fail(reason: unknown): void {
    this.#failure = { reason };
    this.#changed();
  }

  /** Resolves once there is something to read. @throws what the conversion failed with. */
  async begun(): Promise<void> {
    while (this.#end === 0 && !this.#stored) await this.#change();
  }

  /** The whole rendition from its first byte. @throws what the conversion failed with. */
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

  /** The rest of the chunk at `offset`, if the window has it. */
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
