import type { Answer } from './contact-center.ts';

/** Of each agent who was asked about, the status, and what a 400 says. */
export function statuses(answers: ReadonlyMap<string, Answer>): Record<string, unknown> {
  const told = [...answers].map(([name, { status, body }]) => [
    name,
    status === 400 ? body : status,
  ]);
  return Object.fromEntries(told);
}

/** The same for each of these agents, or what is made of the name. */
export function each(
  names: readonly string[],
  value: (name: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}
