/** A place in which two values are not alike; undefined: there is nothing. */
export interface Mismatch {
  readonly path: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** Every place in which two values of JSON are not alike, the deepest that says it. */
export function mismatches(theirs: unknown, ours: unknown, path = ''): readonly Mismatch[] {
  if (Object.is(theirs, ours)) return [];
  if (isPlain(theirs) && isPlain(ours) && Array.isArray(theirs) === Array.isArray(ours)) {
    const keys = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
    return [...keys].flatMap((key) =>
      mismatches(theirs[key], ours[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return [{ path, theirs, ours }];
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
