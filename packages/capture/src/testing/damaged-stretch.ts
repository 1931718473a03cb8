import fc from 'fast-check';

/**
 * What a broken disk or a power cut does to some bytes: a stretch of them is zeros, or anything. Nothing may be damaged
 * as well.
 * @param length of the bytes.
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
