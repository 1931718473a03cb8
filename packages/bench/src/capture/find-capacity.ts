export interface SearchOptions {
  /** The first number that is tried. */
  readonly from: number;
  /** No greater one is tried. */
  readonly max: number;
  /** How many times the distance is halved at the end. */
  readonly bisections: number;
  /** Whether there is time for one more try. */
  readonly hasTime: () => boolean;
}

/** Smaller steps than this tell nothing: runs differ by more. */
const LEAST_STEP = 10;

/**
 * The greatest number for which `holds`: doubles it until it does not hold, then halves the distance. If the
 * first does not hold, smaller ones are tried.
 * @returns 0 when none held.
 */
export async function findCapacity(
  holds: (value: number) => Promise<boolean>,
  { from, max, bisections, hasTime }: SearchOptions,
): Promise<number> {
  let good = 0;
  let bad: number | undefined;
  for (let value = Math.min(from, max); hasTime(); value = Math.min(2 * value, max)) {
    if (!(await holds(value))) {
      bad = value;
      break;
    }
    good = value;
    if (value === max) break;
  }
  for (let i = 0; bad !== undefined && i < bisections && hasTime(); i++) {
    const middle = Math.round((good + bad) / 2 / LEAST_STEP) * LEAST_STEP;
    if (middle <= good || middle >= bad) break;
    if (await holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
