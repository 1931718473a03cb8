import type { ApiResponse } from './contact-center.ts';

/** The status of each agent's response, and for a 400 also its body. */
export function statuses(answers: ReadonlyMap<string, ApiResponse>): Record<string, unknown> {
  const entries = [...answers].map(([name, { status, body }]) => [
    name,
    status === 400 ? body : status,
  ]);
  return Object.fromEntries(entries);
}

/** Maps each agent to a value, or to a function of the name. */
export function each(
  names: readonly string[],
  value: (name: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}
