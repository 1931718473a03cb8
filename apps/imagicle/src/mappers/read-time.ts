/** A parsed time. */
export interface WrittenTime {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Its precision: a day, a minute, a second or a millisecond. */
  readonly spanMs: number;
}

const ISO_8601 =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?:(:\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A function that parses ISO 8601, with any number of fraction digits. Times without a zone are in this one.
 * Undefined: invalid.
 * @param timeZone IANA name.
 */
export function timeReaderIn(timeZone: string): (text: string) => WrittenTime | undefined {
  const offset = offsetIn(timeZone);
  return (text) => {
    // A plus sign that was not percent-encoded arrives as a space.
    const match = ISO_8601.exec(text.trim().replace(/ (\d\d:?\d\d)$/, plusUnlessTime));
    if (match === null) return undefined;
    const [, date, minutes = '00:00', seconds = ':00', fraction = '', zone] = match;
    const ms = fraction.padEnd(3, '0').slice(0, 3);
    const asUtc = Date.parse(`${date}T${minutes}${seconds}.${ms}Z`);
    // Date.parse accepts June 31 as July 1.
    if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(`${date}T`)) {
      return undefined;
    }
    const at = zone === undefined ? fromLocal(asUtc, offset) : fromZone(asUtc, zone);
    return at === undefined ? undefined : { at, spanMs: spanOf(match) };
  };
}

function plusUnlessTime(text: string, rest: string, at: number): string {
  // After a date only, it is the time of day.
  return at > 10 ? `+${rest}` : text;
}

function spanOf([, , minutes, seconds, fraction]: RegExpExecArray): number {
  if (fraction !== undefined) return 1;
  if (seconds !== undefined) return 1000;
  return minutes === undefined ? 24 * 60 * 60 * 1000 : 60 * 1000;
}

function fromZone(asUtc: number, zone: string): number | undefined {
  if (zone.toUpperCase() === 'Z') return asUtc;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  const offsetMs = (hours * 60 + minutes) * 60_000;
  return zone.startsWith('-') ? asUtc + offsetMs : asUtc - offsetMs;
}

/** Of a repeated hour, the first occurrence; in a skipped hour, by the offset before it. */
function fromLocal(asUtc: number, offset: (epochMs: number) => number): number {
  const guess = asUtc - offset(asUtc - offset(asUtc));
  const earlier = asUtc - offset(guess - 60 * 60 * 1000);
  return earlier + offset(earlier) === asUtc ? Math.min(earlier, guess) : guess;
}

/** The zone's offset from UTC at an instant, in milliseconds. */
function offsetIn(timeZone: string): (epochMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (epochMs) => {
    const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, +value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const local = Date.UTC(
      ...([part('year'), part('month') - 1, part('day')] as const),
      ...([part('hour'), part('minute'), part('second')] as const),
    );
    return local - Math.floor(epochMs / 1000) * 1000;
  };
}
