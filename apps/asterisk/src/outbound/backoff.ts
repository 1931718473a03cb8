const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before the next attempt, in milliseconds: about one second after the first failure, twice as long
 * after each further one, a minute at most. Up to half of it is random, so that many clients that lost the same peer
 * do not all reconnect at once.
 * @param failures consecutive failures, at least one.
 * @param chance a random number, at least 0 and less than 1.
 */
export function backoffMs(failures: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(longest * (1 - chance / 2));
}
