/** Audio that waits to be written; a number is so many bytes of silence. */
export type Pending = Uint8Array | number;

const ZEROS = new Uint8Array(64 * 1024);

/** What is left of `buffers` once `bytes` of them are written. */
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

/** Splits a batch into writes of at most 256 buffers (well under IOV_MAX), silence made real. */
export function* groups(batch: readonly Pending[]): Generator<Uint8Array[]> {
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
