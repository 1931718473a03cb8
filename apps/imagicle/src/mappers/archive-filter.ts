import type { ArchiveFilter, Direction } from '@tricord/core';
import type { AccountSettings } from './account-settings.ts';
import { colonFilter } from './colon-filter.ts';
import { DIRECTIONS } from './direction.ts';
import { invalidParameter } from './invalid-parameter.ts';

/** The filters in a query. */
export interface WireFilter {
  readonly startTime?: string;
  readonly endTime?: string;
  readonly localPartyNumber?: string;
  readonly remotePartyNumber?: string;
  readonly remoteParty?: string;
  readonly ownerUsername?: string;
  readonly direction?: string;
}

type Zone = Pick<AccountSettings, 'readTime'>;

/** @throws HttpError `invalid` with the invalid parameter. */
export function toArchiveFilter(filter: WireFilter, zone: Zone): ArchiveFilter {
  const started = timeRange('startTime', filter.startTime, zone);
  const ended = timeRange('endTime', filter.endTime, zone);
  const localNumber = equality('localPartyNumber', filter.localPartyNumber);
  const username = equality('ownerUsername', filter.ownerUsername);
  return {
    ...(started.from === undefined ? {} : { startedFrom: started.from }),
    ...(started.before === undefined ? {} : { startedBefore: started.before }),
    ...(ended.from === undefined ? {} : { endedFrom: ended.from }),
    ...(ended.before === undefined ? {} : { endedBefore: ended.before }),
    ...(localNumber === undefined ? {} : { localNumber }),
    ...(username === undefined ? {} : { username }),
    ...remote(filter),
    ...direction(filter.direction),
  };
}

interface Range {
  readonly from?: number;
  readonly before?: number;
}

function timeRange(name: string, text: string | undefined, { readTime }: Zone): Range {
  const given = colonFilter(text, ['before', 'after', 'between']);
  if (given === undefined) return {};
  const read = (value: string) => {
    const time = readTime(value);
    if (time === undefined) throw invalidParameter(name, `${value} is no ISO 8601 time`);
    return time;
  };
  switch (given.operator) {
    case 'before':
      return { before: read(given.value).at };
    case 'after':
      return { from: read(given.value).at + 1 };
    case 'between': {
      const [from, before, ...more] = given.value.split(';');
      if (from === undefined || before === undefined || more.length > 0) {
        throw invalidParameter(name, 'between: needs two times, A;B');
      }
      return { from: read(from).at, before: read(before).at };
    }
    default: {
      const { at, spanMs } = read(given.value);
      return { from: at, before: at + spanMs };
    }
  }
}

function equality(name: string, text: string | undefined): string | undefined {
  const given = colonFilter(text);
  if (given?.value === '') throw invalidParameter(name, 'equals: needs a value');
  return given?.value;
}

/** Both names of the filter, the older and the newer one; if both are given, both must match. */
function remote(filter: WireFilter): Pick<ArchiveFilter, 'remoteNumber' | 'remoteNumberPart'> {
  const names = ['remotePartyNumber', 'remoteParty'] as const;
  const found: { remoteNumber?: string; remoteNumberPart?: string } = {};
  for (const name of names) {
    const given = colonFilter(filter[name], ['contains']);
    if (given === undefined) continue;
    if (given.value === '') throw invalidParameter(name, `${given.operator}: needs a value`);
    const key = given.operator === 'contains' ? 'remoteNumberPart' : 'remoteNumber';
    if (found[key] !== undefined && found[key] !== given.value) {
      throw invalidParameter(name, 'contradicts remotePartyNumber');
    }
    found[key] = given.value;
  }
  return found;
}

function direction(text: string | undefined): { direction?: Direction } {
  const value = equality('direction', text);
  if (value === undefined) return {};
  const found = (Object.keys(DIRECTIONS) as Direction[]).find(
    (name) => String(DIRECTIONS[name]) === value,
  );
  if (found === undefined) throw invalidParameter('direction', `${value} is none of 0, 1 and 2`);
  return { direction: found };
}
