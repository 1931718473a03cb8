/**
 * Replaces each string in a JSON value.
 * @param change also receives the name of the member that holds the string; empty for an array item.
 */
export function mapStrings(
  value: unknown,
  change: (text: string, member: string) => string,
  member = '',
): unknown {
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, mapStrings(item, change, name)]),
    );
  }
  return typeof value === 'string' ? change(value, member) : value;
}

/** Replaces ids in a text by the scenario's names for them, in braces. */
export function nameIds(text: string, names: ReadonlyMap<string, string>): string {
  return [...names].reduce((named, [name, id]) => named.replaceAll(id, `{${name}}`), text);
}

/**
 * Removes items of an array that the scenario did not create, such as other calls.
 * @param isKnown whether the scenario created the id
 */
export function keepOwn(value: unknown, isKnown: (id: string) => boolean): unknown {
  if (!Array.isArray(value)) return value;
  return value.filter((item) => {
    const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
    return typeof id !== 'string' || isKnown(id);
  });
}
