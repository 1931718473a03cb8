/** A function that normalizes a name in any case to its spelling in `names`; undefined for any other name. */
export function canonicalNames(names: readonly string[]): (name: string) => string | undefined {
  const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
  return (name) => byLowerCase.get(name.toLowerCase());
}
