import { mapAt, shapeOf, sortItems } from '../parts.ts';
import type {
  Observation,
  ReceivedEvent,
  ScenarioResult,
  SocketEvents,
} from '../run/scenario-run.ts';
import type { CompareEventsOptions, OneSidedEvent, Scenario } from '../scenario/step.ts';
import { mismatches } from './mismatches.ts';

/** Names of the two servers, for the report. */
export interface ServerNames {
  readonly theirs: string;
  readonly ours: string;
}

/**
 * Compares the results of a scenario on both servers. Reports differences that the scenario does not document, and documented ones
 * that no longer occur.
 */
export function compareScenario(
  { events = {} }: Scenario,
  theirs: ScenarioResult,
  ours: ScenarioResult,
): readonly string[] {
  const names = { theirs: theirs.server, ours: ours.server };
  const steps = theirs.observations.flatMap((observation, i) =>
    under(
      `${i + 1}. ${observation.title}`,
      compareObservations(
        observation,
        ours.observations[i] ?? { ...observation, seen: undefined },
        names,
      ),
    ),
  );
  return [
    ...steps,
    ...under('events', compareEvents(events, theirs.received, ours.received, names)),
  ];
}

function under(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `     ${line}`)];
}

/** Compares the order of events, and their contents only if the order is the same. */
function compareEvents(
  options: CompareEventsOptions,
  theirs: readonly SocketEvents[],
  ours: readonly SocketEvents[],
  names: ServerNames,
): readonly string[] {
  const width = Math.max(names.theirs.length, names.ours.length);
  const [left, goneTheirs] = without(settled(theirs, options), options.onlyTheirs);
  const [right, goneOurs] = without(settled(ours, options), options.onlyOurs);
  const order = mismatches(linesOf(left), linesOf(right)).map(
    ({ path, ...lines }) =>
      `${path}: ${names.theirs.padEnd(width)} ${lines.theirs}\n     ${' '.repeat(path.length)}  ${names.ours.padEnd(width)} ${lines.ours}`,
  );
  const observation = (heard: readonly SocketEvents[]): Observation => ({
    title: 'events',
    seen: Object.fromEntries(heard.map(({ socket, events }) => [socket, events.map(contentOf)])),
    options,
  });
  const contents =
    order.length === 0 ? compareObservations(observation(left), observation(right), names) : [];
  return [...goneTheirs, ...goneOurs, ...order, ...contents];
}

function contentOf({ event }: ReceivedEvent): unknown {
  return event;
}

function linesOf(heard: readonly SocketEvents[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    heard.map(({ socket, events }) => [socket, events.map(({ line }) => line).join(', ')]),
  );
}

/** Makes the order deterministic: removes optional events, and moves events that may come at any time to the end. */
function settled(
  heard: readonly SocketEvents[],
  { byChance = [], anywhere = [] }: CompareEventsOptions,
): readonly SocketEvents[] {
  const isLoose = ({ line }: ReceivedEvent) => anywhere.includes(line);
  return heard.map(({ socket, events }) => {
    const rest = events.filter(({ line }) => !byChance.some(({ event }) => event === line));
    return { socket, events: [...rest.filter((one) => !isLoose(one)), ...rest.filter(isLoose)] };
  });
}

/** Removes the events that only this server sends; also reports listed ones that did not come. */
function without(
  heard: readonly SocketEvents[],
  oneSided: readonly OneSidedEvent[] = [],
): readonly [readonly SocketEvents[], readonly string[]] {
  const sockets = new Map(heard.map(({ socket, events }) => [socket, [...events]]));
  const [first] = sockets.keys();
  const gone = oneSided.filter(({ event, on = first ?? '' }) => {
    const events = sockets.get(on) ?? [];
    const index = events.findIndex(({ line }) => line === event);
    if (index >= 0) events.splice(index, 1);
    return index < 0;
  });
  return [
    [...sockets].map(([socket, events]) => ({ socket, events })),
    gone.map(({ event, row }) => `${event}: is not sent, but is listed as "${row}"`),
  ];
}

/** Compares one observation of both servers. */
export function compareObservations(
  theirs: Observation,
  ours: Observation,
  names: ServerNames,
): readonly string[] {
  const { options } = theirs;
  const differences = options.differs ?? [];
  const all = mismatches(asCompared(theirs), asCompared(ours));
  const expected = differences.flatMap(({ row, at }) => at.map((path) => ({ row, path })));
  const surprises = all.filter(({ path }) => !expected.some((one) => isWithin(path, one.path)));
  const gone = expected.filter((one) => !all.some(({ path }) => isWithin(path, one.path)));
  return [
    ...surprises.map(
      (one) =>
        `${one.path}: ${names.theirs} ${print(one.theirs)}, ${names.ours} ${print(one.ours)}`,
    ),
    ...gone.map(({ row, path }) => `${path}: no longer differs, but is listed as "${row}"`),
  ];
}

function asCompared({ seen, options }: Observation): unknown {
  const { shape = [], ignored = [], unordered = [] } = options;
  const changes: readonly (readonly [readonly string[], (part: unknown) => unknown])[] = [
    [ignored, () => '(not compared)'],
    [shape, shapeOf],
    [unordered, sortItems],
  ];
  return changes.reduce(
    (value, [paths, change]) => paths.reduce((v, path) => mapAt(v, path, change), value),
    seen,
  );
}

/** A segment of `at` may be `*`, which matches any name. */
function isWithin(path: string, at: string): boolean {
  const parts = path.split('.');
  return at.split('.').every((part, i) => part === '*' || part === parts[i]);
}

function print(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
