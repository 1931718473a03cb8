/** A parsed date or time. */
export interface NamedMoment {
  /** Its first instant, epoch milliseconds. */
  readonly at: number;
  /** Its precision: a millisecond, a second or, for a day, none. */
  readonly lengthMs: number;
}

const DAY = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/;
/** RFC 3339, 5.6, without seconds or a zone, too; Twilio documents a space instead of the T. */
const ISO_8601 =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))?)?(?<zone>Z|[ +-]\d\d:?\d\d)?$/i;
const RFC_2822 =
  /^(?:[a-z]{3}, ?)?(?<day>\d{1,2}) (?<monthName>[a-z]{3}) (?<year>\d{4}) (?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d))? ?(?<zone>[ +-]\d{4}|[a-z]{1,3})$/i;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** Zones by name, in hours from UTC (RFC 2822, 4.3). */
const ZONES: Readonly<Record<string, number>> = {
  ...{ Z: 0, UT: 0, UTC: 0, GMT: 0, EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6 },
  ...{ PST: -8, PDT: -7 },
};
const MINUTE_MS = 60_000;

/**
 * Parses a date as clients of these APIs write it: `YYYY-MM-DD`, `YYYY-MM-DD hh:mm:ss`, ISO 8601 or RFC 2822; undefined for anything
 * else. Without a zone it is UTC, in which the vendors print their dates. A plus sign that was not
 * percent-encoded arrives as a space.
 */
export function parseDate(text: string): NamedMoment | undefined {
  const day = DAY.exec(text)?.groups;
  if (day !== undefined) return moment(day, 0);
  const groups = (ISO_8601.exec(text) ?? RFC_2822.exec(text))?.groups;
  if (groups === undefined) return undefined;
  return moment(groups, groups.fraction === undefined ? 1000 : 1);
}

type Parts = Readonly<Record<string, string | undefined>>;

function moment(parts: Parts, lengthMs: number): NamedMoment | undefined {
  const number = (name: string) => Number(parts[name] ?? 0);
  const month =
    parts.monthName === undefined
      ? number('month') - 1
      : MONTHS.indexOf(parts.monthName.toLowerCase());
  const offset = offsetMinutes(parts.zone ?? 'Z');
  const fields = [number('day'), number('hour'), number('minute'), number('second')] as const;
  const local = new Date(Date.UTC(number('year'), month, ...fields));
  // An overflowing field would carry into the next month, hour or minute.
  const same =
    local.getUTCFullYear() === number('year') &&
    local.getUTCMonth() === month &&
    local.getUTCDate() === fields[0] &&
    local.getUTCHours() === fields[1] &&
    local.getUTCMinutes() === fields[2] &&
    local.getUTCSeconds() === fields[3];
  if (!same || offset === undefined) return undefined;
  const ms = Math.floor(Number(`0.${parts.fraction ?? 0}`) * 1000);
  return { at: local.getTime() + ms - offset * MINUTE_MS, lengthMs };
}

/** Minutes east of UTC. */
function offsetMinutes(zone: string): number | undefined {
  const [, sign, hours, minutes] = /^([ +-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) {
    const named = ZONES[zone.toUpperCase()];
    return named === undefined ? undefined : named * 60;
  }
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
