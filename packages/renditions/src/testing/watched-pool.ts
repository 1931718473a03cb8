import type { AudioFormat } from '@tricord/audio';
import type { ConversionOptions, ConversionPool } from '../conversion/conversion-pool.ts';

interface Hold {
  begin(): void;
  readonly released: Promise<void>;
}

/** A real conversion pool that records its conversions, and can hold one of them. */
export class WatchedPool {
  readonly asked: AudioFormat[] = [];
  readonly #pool: ConversionPool;
  #hold: Hold | undefined;

  constructor(pool: ConversionPool) {
    this.#pool = pool;
  }

  /** Holds the next conversion before it reads anything, until it is released or aborted. */
  hold(): { readonly begun: Promise<void>; readonly release: () => void } {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const begun = new Promise<void>((begin) => {
      this.#hold = { begin, released };
    });
    return { begun, release };
  }

  async *convert(
    wav: AsyncIterable<Uint8Array>,
    format: AudioFormat,
    options: ConversionOptions = {},
  ) {
    this.asked.push(format);
    const hold = this.#hold;
    this.#hold = undefined;
    if (hold !== undefined) {
      hold.begin();
      await Promise.race([hold.released, aborted(options.signal)]);
    }
    yield* this.#pool.convert(wav, format, options);
  }
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}
