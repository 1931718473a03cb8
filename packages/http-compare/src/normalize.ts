/**
 * JSON with each string changed.
 * @param change gets the name of the member that the string is the value of; of an item of a list, an empty one.
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

/** A text with the names that the scenario gives them, in braces, in place of the ids that were learned. */
export function nameIds(text: string, names: ReadonlyMap<string, string>): string {
  return [...names].reduce((named, [name, id]) => named.replaceAll(id, `{${name}}`), text);
}

/**
 * Only what the scenario itself brought about: a list may hold other calls, too.
 * @param isKnown whether an id is one of the scenario's own.
 */
export function ownOnly(value: unknown, isKnown: (id: string) => boolean): unknown {
  if (!Array.isArray(value)) return value;
  return value.filter((item) => {
    const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
    return typeof id !== 'string' || isKnown(id);
  });
}
