/** Time limit for a property that hangs, high enough for any machine. */
export const PROPERTY_TIMEOUT_MS = 20 * 60_000;

/**
 * Options for fast-check's `assert`. Prints the seed; a run with `TRICORD_SEED` set to it repeats the same cases.
 * @param name of the property, printed with the seed
 */
export function seeded(name: string, cases: number): { numRuns: number; seed: number } {
  const given = Number.parseInt(process.env.TRICORD_SEED ?? '', 10);
  const seed = Number.isNaN(given) ? Date.now() % 2 ** 31 : given;
  process.stderr.write(`${name}: ${cases} cases, TRICORD_SEED=${seed}\n`);
  return { numRuns: cases, seed };
}
