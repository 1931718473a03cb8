import { EVENTS_OF_SWITCHING } from './events-of-switching.ts';
import type { Step, Subject } from './step.ts';

/** The rows of the table of differences that a scenario shows, each once. */
export function rowsOf(scenario: readonly Subject[]): ReadonlySet<string> {
  const rows = scenario.flatMap(({ steps, events = {} }) => [
    ...[...steps.map(differencesOf), events.differs ?? []].flat().map(({ row }) => row),
    ...[events.onlyTheirs, events.onlyOurs, events.byChance]
      .flatMap((list) => list ?? [])
      .map(({ row }) => row),
  ]);
  return new Set([...rows, EVENTS_OF_SWITCHING]);
}

function differencesOf(step: Step) {
  return 'differs' in step ? (step.differs ?? []) : [];
}
