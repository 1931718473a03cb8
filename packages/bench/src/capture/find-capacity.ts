export interface SearchOptions {
  /** The first number to try. */
  readonly from: number;
  /** The greatest number to try. */
  readonly max: number;
  /** The number of bisections at the end. */
  readonly bisections: number;
  /** Whether there is time for another try. */
  readonly hasTime: () => boolean;
}

/** The minimum step: smaller ones are within the variation between runs. */
const LEAST_STEP = 10;

/**
 * Finds the greatest number for which `holds` is true: doubles it until it is false, then bisects. If it is
 * false for the first number, smaller ones are tried.
 * @returns 0 when it was never true.
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
