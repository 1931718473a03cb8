import { z } from 'zod';

/** Where a setting stands in the configuration. */
export type SettingPath = readonly (string | number)[];

/** A rule between settings that does not hold, and the setting to change. */
export interface BrokenRule {
  readonly path: SettingPath;
  readonly message: string;
}

/** A value and where it stands. */
export type PlacedValue = readonly [value: string | undefined, path: SettingPath];

/**
 * What rules between settings look at. Rules are given configurations that break the schema as well, so that
 * all problems are listed at once: whatever is malformed reads as `undefined`, and the schema reports it.
 */
export const seen = {
  text: z.string().optional().catch(undefined),
  number: z.number().optional().catch(undefined),
  part: <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).optional().catch(undefined),
  list: <Item extends z.ZodType>(item: Item) => z.array(item).optional().catch(undefined),
  /** A setting that has a default. */
  textOr: (value: string) => z.string().default(value).optional().catch(undefined),
  numberOr: (value: number) => z.number().default(value).optional().catch(undefined),
};

/** A broken rule for each value that stands in the list already. */
export function repeated(
  values: readonly PlacedValue[],
  message: (value: string, before: SettingPath) => string,
): BrokenRule[] {
  const places = new Map<string, SettingPath>();
  return values.flatMap(([value, path]) => {
    if (value === undefined) return [];
    const before = places.get(value);
    if (before !== undefined) return [{ path, message: message(value, before) }];
    places.set(value, path);
    return [];
  });
}

/** A user name and a password are given together, or not at all. */
export function bothOrNeither(
  { username, password }: { readonly username?: unknown; readonly password?: unknown },
  path: SettingPath,
): BrokenRule[] {
  if ((username === undefined) === (password === undefined)) return [];
  const missing = username === undefined ? 'username' : 'password';
  return [{ path: [...path, missing], message: 'is missing' }];
}
