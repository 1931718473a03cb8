/** Audio that waits for the disk beyond this is replaced by silence. */
export const MAX_PENDING_BYTES = 1024 * 1024;

/** A number stands for this many bytes of silence. */
type Pending = Uint8Array | number;

const ZEROS = new Uint8Array(64 * 1024);

/**
 * Audio that waits to be written, in order. Beyond {@link MAX_PENDING_BYTES} it is replaced by silence of the same
 * length, which uses no memory.
 */
export class PendingAudio {
  #parts: Pending[] = [];
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  /**
   * Adds audio, which must not change afterwards.
   * @returns whether there was room; if not, silence replaces it.
   */
  add(bytes: Uint8Array): boolean {
    if (this.#bytes + bytes.length > MAX_PENDING_BYTES) {
      this.addSilence(bytes.length);
      return false;
    }
    this.#parts.push(bytes);
    this.#bytes += bytes.length;
    return true;
  }

  /** @param length bytes. */
  addSilence(length: number): void {
    const last = this.#parts.at(-1);
    if (typeof last === 'number') this.#parts[this.#parts.length - 1] = last + length;
    else this.#parts.push(length);
  }

  /** Removes everything, split into writes of at most 256 buffers (well under IOV_MAX). */
  take(): Iterable<Uint8Array[]> {
    const parts = this.#parts;
    this.#parts = [];
    this.#bytes = 0;
    return groups(parts);
  }
}

/** The rest of `buffers` once `bytes` of them are written. */
export function after(buffers: Uint8Array[], bytes: number): Uint8Array[] {
  let skip = bytes;
  let index = 0;
  for (const buffer of buffers) {
    if (skip < buffer.length) break;
    skip -= buffer.length;
    index += 1;
  }
  const [partial, ...rest] = buffers.slice(index);
  return partial === undefined ? [] : [partial.subarray(skip), ...rest];
}

function* groups(batch: readonly Pending[]): Generator<Uint8Array[]> {
  let group: Uint8Array[] = [];
  for (const part of batch) {
    for (const bytes of typeof part === 'number' ? silence(part) : [part]) {
      group.push(bytes);
      if (group.length === 256) {
        yield group;
        group = [];
      }
    }
  }
  if (group.length > 0) yield group;
}

function* silence(bytes: number): Generator<Uint8Array> {
  for (let left = bytes; left > 0; left -= ZEROS.length) {
    yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
  }
}
