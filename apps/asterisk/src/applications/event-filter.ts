import { z } from 'zod';

const types = z.array(z.looseObject({ type: z.string().min(1) }));
const filterBody = z.object({ allowed: types.exactOptional(), disallowed: types.exactOptional() });

type EventType = z.output<typeof types>[number];

/** The event types that an application receives. */
export interface EventFilter {
  /** Empty: all. */
  readonly allowed: readonly EventType[];
  /** Takes precedence over `allowed`. */
  readonly disallowed: readonly EventType[];
}

/** Allows all events. */
export const NO_FILTER: EventFilter = { allowed: [], disallowed: [] };

/**
 * The filter after a request to change it: a list that is not given is kept, and an empty body resets both.
 * Undefined: the body is malformed, and nothing changes.
 */
export function changeFilter(filter: EventFilter, body: unknown): EventFilter | undefined {
  if (!isObject(body) || Object.keys(body).length === 0) return NO_FILTER;
  if (Array.isArray(body)) return filter;
  const change = filterBody.safeParse(body);
  return change.success ? { ...filter, ...change.data } : undefined;
}

/** Whether events of this type are allowed. */
export function allows({ allowed, disallowed }: EventFilter, type: string): boolean {
  const names = (list: readonly EventType[]) => list.some((entry) => entry.type === type);
  return !names(disallowed) && (allowed.length === 0 || names(allowed));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
