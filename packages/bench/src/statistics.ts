/**
 * A percentile of the values (nearest rank), or undefined when there are none.
 * @param share between 0 and 1.
 */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1];
}
