import { changeAt, inOrder, shapeOf } from './normalise.ts';
import type { Heard, HeardEvent, Performed } from './performance.ts';
import type { Comparing, ComparingEvents, OneSided, Subject } from './step.ts';

/** What one side showed at one point of a subject. */
export interface Sight {
  /** What was done there. */
  readonly title: string;
  readonly seen: unknown;
  readonly comparing: Comparing;
}

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
  const sockets = theirs.heard.flatMap((heard, i) =>
    under(
      `events of ${heard.socket}`,
      compareEvents(events, heard, ours.heard[i] ?? { ...heard, events: [] }),
    ),
  );
  return [...steps, ...sockets];
}

function under(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `     ${line}`)];
}

function compareEvents(comparing: ComparingEvents, theirs: Heard, ours: Heard): readonly string[] {
  const [left, goneTheirs] = without(theirs.events, comparing.onlyTheirs, theirs.socket);
  const [right, goneOurs] = without(ours.events, comparing.onlyOurs, ours.socket);
  const lines = (events: readonly HeardEvent[]) => events.map(({ line }) => line).join(', ');
  if (lines(left) !== lines(right)) {
    return [
      ...goneTheirs,
      ...goneOurs,
      `order: Asterisk ${lines(left)}\n            Tricord ${lines(right)}`,
    ];
  }
  const sight = (events: readonly HeardEvent[]): Sight => ({
    title: theirs.socket,
    seen: { events: events.map(({ event }) => event) },
    comparing,
  });
  return [...goneTheirs, ...goneOurs, ...compareSights(sight(left), sight(right))];
}

/** The events without those that only this side sends, and what is wrong with that list. */
function without(
  events: readonly HeardEvent[],
  oneSided: readonly OneSided[] = [],
  socket: string,
): readonly [readonly HeardEvent[], readonly string[]] {
  const rest = [...events];
  const gone = oneSided.filter(({ event, on = 'recorder' }) => {
    if (on !== socket) return false;
    const index = rest.findIndex(({ line }) => line === event);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
  return [rest, gone.map(({ event, row }) => `${event}: is not sent, but is listed as "${row}"`)];
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
