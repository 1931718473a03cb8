/** Numbers from 0 (included) to 1 (excluded) that follow from `seed` (Marsaglia's xorshift, 32 bits). */
export function randomOf(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
