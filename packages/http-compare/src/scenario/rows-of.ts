import type { Scenario, Step } from './step.ts';

/** The documented rows that the scenarios refer to. */
export function rowsOf(scenarios: readonly Scenario[]): ReadonlySet<string> {
  const rows = scenarios.flatMap(({ steps, events = {} }) => [
    ...[...steps.map(differencesOf), events.differs ?? []].flat().map(({ row }) => row),
    ...[events.onlyTheirs, events.onlyOurs, events.byChance]
      .flatMap((list) => list ?? [])
      .map(({ row }) => row),
  ]);
  return new Set(rows);
}

function differencesOf(step: Step) {
  return 'differs' in step ? (step.differs ?? []) : [];
}
