/** Replaces each leaf by its type. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item)]));
  }
  return `(a ${typeof value})`;
}

/** Sorts an array by the JSON of its items. */
export function sortItems(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const text = (item: unknown) => JSON.stringify(item) ?? '';
  return [...value].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

/** Maps the value at a path such as `body.config`; `*` matches every member or item. */
export function mapAt(value: unknown, path: string, change: (part: unknown) => unknown): unknown {
  const [first = '', ...rest] = path.split('.');
  if (typeof value !== 'object' || value === null) return value;
  const below = (part: unknown) =>
    rest.length === 0 ? change(part) : mapAt(part, rest.join('.'), change);
  if (Array.isArray(value)) {
    return value.map((item, i) => (first === '*' || first === String(i) ? below(item) : item));
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      first === '*' || first === name ? below(item) : item,
    ]),
  );
}
