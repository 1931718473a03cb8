/** A pseudo-random number generator: from 0 (inclusive) to 1 (exclusive), by Marsaglia's 32-bit xorshift. */
export function randomOf(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
