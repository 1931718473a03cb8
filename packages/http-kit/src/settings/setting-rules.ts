import { z } from 'zod';

/** The path of a setting in the configuration. */
export type SettingPath = readonly (string | number)[];

/** A violated rule between settings, and the setting to change. */
export interface BrokenRule {
  readonly path: SettingPath;
  readonly message: string;
}

/** A value and its path. */
export type PlacedValue = readonly [value: string | undefined, path: SettingPath];

/**
 * Schemas for the input of rules between settings. Rules also get configurations that violate the schema, so that
 * all problems are listed at once: malformed values read as `undefined`, and the schema reports them.
 */
export const seen = {
  text: z.string().optional().catch(undefined),
  number: z.number().optional().catch(undefined),
  part: <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).optional().catch(undefined),
  list: <Item extends z.ZodType>(item: Item) => z.array(item).optional().catch(undefined),
  /** A setting with a default. */
  textOr: (value: string) => z.string().default(value).optional().catch(undefined),
  numberOr: (value: number) => z.number().default(value).optional().catch(undefined),
};

/** A violated rule for each value that repeats an earlier one. */
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

/** A user name and a password must be set together, or not at all. */
export function bothOrNeither(
  { username, password }: { readonly username?: unknown; readonly password?: unknown },
  path: SettingPath,
): BrokenRule[] {
  if ((username === undefined) === (password === undefined)) return [];
  const missing = username === undefined ? 'username' : 'password';
  return [{ path: [...path, missing], message: 'is missing' }];
}
