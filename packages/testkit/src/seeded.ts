/** When a property that does not come to its end is given up; how fast a machine is does not matter. */
export const PROPERTY_TIMEOUT_MS = 20 * 60_000;

/**
 * Options for fast-check's `assert`: so many cases, from a seed that is printed, so that every run can be repeated:
 * set `TRICORD_SEED` to it.
 * @param name of the property, for the print.
 */
export function seeded(name: string, cases: number): { numRuns: number; seed: number } {
  const given = Number.parseInt(process.env.TRICORD_SEED ?? '', 10);
  const seed = Number.isNaN(given) ? Date.now() % 2 ** 31 : given;
  process.stderr.write(`${name}: ${cases} cases, TRICORD_SEED=${seed}\n`);
  return { numRuns: cases, seed };
}
