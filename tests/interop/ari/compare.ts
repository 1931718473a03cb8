import { changeAt, inOrder, shapeOf } from './normalise.ts';
import type { Heard, HeardEvent, Performed, Sight } from './performance.ts';
import { type ComparingEvents, type OneSided, RECORDER, type Subject } from './step.ts';

/** A place in which the two sides are not alike; undefined: there is nothing. */
export interface Unlike {
  readonly path: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** Compares what a subject looked like on both sides; answers what differs and is not listed, and what is listed and does not. */
export function compareSubject(
  { events = {} }: Subject,
  theirs: Performed,
  ours: Performed,
): readonly string[] {
  const steps = theirs.sights.flatMap((sight, i) =>
    under(
      `${i + 1}. ${sight.title}`,
      compareSights(sight, ours.sights[i] ?? { ...sight, seen: undefined }),
    ),
  );
  return [...steps, ...under('events', compareEvents(events, theirs.heard, ours.heard))];
}

function under(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `     ${line}`)];
}

/** The order first: of events that are not in it, nothing more is compared. */
function compareEvents(
  comparing: ComparingEvents,
  theirs: readonly Heard[],
  ours: readonly Heard[],
): readonly string[] {
  const [left, goneTheirs] = without(sure(theirs, comparing), comparing.onlyTheirs);
  const [right, goneOurs] = without(sure(ours, comparing), comparing.onlyOurs);
  const order = unlikes(linesOf(left), linesOf(right)).map(
    ({ path, ...lines }) =>
      `${path}: Asterisk ${lines.theirs}\n     ${' '.repeat(path.length)}  Tricord  ${lines.ours}`,
  );
  const sight = (heard: readonly Heard[]): Sight => ({
    title: 'events',
    seen: Object.fromEntries(heard.map(({ socket, events }) => [socket, events.map(contentOf)])),
    comparing,
  });
  const contents = order.length === 0 ? compareSights(sight(left), sight(right)) : [];
  return [...goneTheirs, ...goneOurs, ...order, ...contents];
}

function contentOf({ event }: HeardEvent): unknown {
  return event;
}

function linesOf(heard: readonly Heard[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    heard.map(({ socket, events }) => [socket, events.map(({ line }) => line).join(', ')]),
  );
}

/** What was heard without chance: those events gone that may be missing, and those at the end that may come at any time. */
function sure(
  heard: readonly Heard[],
  { byChance = [], anywhere = [] }: ComparingEvents,
): readonly Heard[] {
  const isLoose = ({ line }: HeardEvent) => anywhere.includes(line);
  return heard.map(({ socket, events }) => {
    const rest = events.filter(({ line }) => !byChance.some(({ event }) => event === line));
    return { socket, events: [...rest.filter((one) => !isLoose(one)), ...rest.filter(isLoose)] };
  });
}

/** What was heard, without what only this side sends, and what is wrong with that list. */
function without(
  heard: readonly Heard[],
  oneSided: readonly OneSided[] = [],
): readonly [readonly Heard[], readonly string[]] {
  const sockets = new Map(heard.map(({ socket, events }) => [socket, [...events]]));
  const gone = oneSided.filter(({ event, on = RECORDER }) => {
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

/** Compares what both sides showed at one point. */
export function compareSights(theirs: Sight, ours: Sight): readonly string[] {
  const { comparing } = theirs;
  const differences = comparing.differs ?? [];
  const all = unlikes(asCompared(theirs), asCompared(ours));
  const expected = differences.flatMap(({ row, at }) => at.map((path) => ({ row, path })));
  const surprises = all.filter(({ path }) => !expected.some((one) => isWithin(path, one.path)));
  const gone = expected.filter((one) => !all.some(({ path }) => isWithin(path, one.path)));
  return [
    ...surprises.map(
      (one) => `${one.path}: Asterisk ${print(one.theirs)}, Tricord ${print(one.ours)}`,
    ),
    ...gone.map(({ row, path }) => `${path}: no longer differs, but is listed as "${row}"`),
  ];
}

function asCompared({ seen, comparing }: Sight): unknown {
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

/** Every place in which two values of JSON are not alike, the deepest that says it. */
export function unlikes(theirs: unknown, ours: unknown, path = ''): readonly Unlike[] {
  if (Object.is(theirs, ours)) return [];
  if (isPlain(theirs) && isPlain(ours) && Array.isArray(theirs) === Array.isArray(ours)) {
    const keys = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
    return [...keys].flatMap((key) =>
      unlikes(theirs[key], ours[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return [{ path, theirs, ours }];
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** A part of `at` may be `*`, any name. */
function isWithin(path: string, at: string): boolean {
  const parts = path.split('.');
  return at.split('.').every((part, i) => part === '*' || part === parts[i]);
}

function print(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
