/** A path at which two values differ; undefined means that the member is missing. */
export interface Mismatch {
  readonly path: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** The deepest paths at which two JSON values differ. */
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
