import fc from 'fast-check';

/**
 * The damage that a broken disk or a power cut may do to a file: a range of zeros or random bytes, possibly empty.
 * @param length of the file.
 */
export function damagedStretch(length: number): fc.Arbitrary<(bytes: Uint8Array) => Uint8Array> {
  const contents = fc.oneof(
    fc.nat(length).map((size) => new Uint8Array(size)),
    fc.uint8Array({ maxLength: length }),
  );
  return fc.tuple(fc.nat(length), contents).map(([at, stretch]) => (bytes) => {
    const damaged = Uint8Array.from(bytes);
    damaged.set(stretch.subarray(0, damaged.length - at), at);
    return damaged;
  });
}
