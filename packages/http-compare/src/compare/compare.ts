import { changeAt, inOrder, shapeOf } from '../parts.ts';
import type { HeardEvent, Observation, RanScenario, SocketEvents } from '../run/scenario-run.ts';
import type { ComparingEvents, OneSided, Scenario } from '../scenario/step.ts';
import { mismatches } from './mismatches.ts';

/** How the two servers are called in what is printed. */
export interface ServerNames {
  readonly theirs: string;
  readonly ours: string;
}

/** Compares what a scenario looked like on both servers; answers what differs and is not listed, and what is listed and does not. */
export function compareScenario(
  { events = {} }: Scenario,
  theirs: RanScenario,
  ours: RanScenario,
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
  return [...steps, ...under('events', compareEvents(events, theirs.heard, ours.heard, names))];
}

function under(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `     ${line}`)];
}

/** The order first: of events that are not in it, nothing more is compared. */
function compareEvents(
  comparing: ComparingEvents,
  theirs: readonly SocketEvents[],
  ours: readonly SocketEvents[],
  names: ServerNames,
): readonly string[] {
  const width = Math.max(names.theirs.length, names.ours.length);
  const [left, goneTheirs] = without(sure(theirs, comparing), comparing.onlyTheirs);
  const [right, goneOurs] = without(sure(ours, comparing), comparing.onlyOurs);
  const order = mismatches(linesOf(left), linesOf(right)).map(
    ({ path, ...lines }) =>
      `${path}: ${names.theirs.padEnd(width)} ${lines.theirs}\n     ${' '.repeat(path.length)}  ${names.ours.padEnd(width)} ${lines.ours}`,
  );
  const observation = (heard: readonly SocketEvents[]): Observation => ({
    title: 'events',
    seen: Object.fromEntries(heard.map(({ socket, events }) => [socket, events.map(contentOf)])),
    comparing,
  });
  const contents =
    order.length === 0 ? compareObservations(observation(left), observation(right), names) : [];
  return [...goneTheirs, ...goneOurs, ...order, ...contents];
}

function contentOf({ event }: HeardEvent): unknown {
  return event;
}

function linesOf(heard: readonly SocketEvents[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    heard.map(({ socket, events }) => [socket, events.map(({ line }) => line).join(', ')]),
  );
}

/** What was heard without chance: those events gone that may be missing, and those at the end that may come at any time. */
function sure(
  heard: readonly SocketEvents[],
  { byChance = [], anywhere = [] }: ComparingEvents,
): readonly SocketEvents[] {
  const isLoose = ({ line }: HeardEvent) => anywhere.includes(line);
  return heard.map(({ socket, events }) => {
    const rest = events.filter(({ line }) => !byChance.some(({ event }) => event === line));
    return { socket, events: [...rest.filter((one) => !isLoose(one)), ...rest.filter(isLoose)] };
  });
}

/** What was heard, without what only this server sends, and what is wrong with that list. */
function without(
  heard: readonly SocketEvents[],
  oneSided: readonly OneSided[] = [],
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

/** Compares what both servers showed at one point. */
export function compareObservations(
  theirs: Observation,
  ours: Observation,
  names: ServerNames,
): readonly string[] {
  const { comparing } = theirs;
  const differences = comparing.differs ?? [];
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

function asCompared({ seen, comparing }: Observation): unknown {
  const { shape = [], ignored = [], unordered = [] } = comparing;
  const changes: readonly (readonly [readonly string[], (part: unknown) => unknown])[] = [
    [ignored, () => '(not compared)'],
    [shape, shapeOf],
    [unordered, inOrder],
  ];
  return changes.reduce(
    (value, [paths, change]) => paths.reduce((v, path) => changeAt(v, path, change), value),
    seen,
  );
}

/** A part of `at` may be `*`, any name. */
function isWithin(path: string, at: string): boolean {
  const parts = path.split('.');
  return at.split('.').every((part, i) => part === '*' || part === parts[i]);
}

function print(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
