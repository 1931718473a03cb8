const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before the next attempt, milliseconds: about one second after the first failure, twice as long
 * after each further one, a minute at most. Up to half of it is left to chance, so that many who lost the
 * same peer do not come back at once.
 * @param failures in a row, at least one.
 * @param chance at least 0, less than 1.
 */
export function backoffMs(failures: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(longest * (1 - chance / 2));
}
