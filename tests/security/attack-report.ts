/** Prints what an attack came to: `security: wrong logins by ARI: 60 tried, 10 refused, 50 throttled`. */
export function reportAttack(attack: string, counts: Readonly<Record<string, number>>): void {
  const text = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  process.stdout.write(`security: ${attack}: ${text.join(', ')}\n`);
}

/** How often each value comes, as `401`: 10. */
export function countOf(values: readonly (string | number)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
