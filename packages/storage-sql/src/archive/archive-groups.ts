import {
  type ArchiveFilter,
  localNumber,
  type Reader,
  type Recording,
  usernameKey,
} from '@tricord/core';

/** A group of the archive: the recordings that have certain properties in common. */
export interface ArchiveGroup {
  /** The names of the properties, joined. */
  readonly kind: string;
  /** Their values. */
  readonly value: string;
}

/** The groups of a query: the recordings that fit are those in all of them. */
export interface WantedGroups {
  /** By user, local number and direction, as far as the query has them. */
  readonly combined: ArchiveGroup;
  readonly remote: ArchiveGroup | undefined;
}

type Properties = Readonly<Record<'username' | 'local' | 'direction', string | undefined>>;

const NAMES = ['username', 'local', 'direction'] as const;
/** Every combination of the properties, including none of them. */
const COMBINATIONS = Array.from({ length: 2 ** NAMES.length }, (_, bits) =>
  NAMES.filter((_name, i) => (bits >> i) % 2 === 1),
);

/**
 * The groups that a recording is in: one for each combination of user, local number and direction, so
 * that any such query reads one group, one for the remote number, and one for the owner's group of people. Remote numbers
 * are too many to be combined with the others.
 */
export function groupsOf(recording: Recording): readonly ArchiveGroup[] {
  const { username, direction, remote, group: team } = recording.call;
  const properties: Properties = {
    username: username === undefined ? undefined : usernameKey(username),
    local: localNumber(recording),
    direction,
  };
  const combinations = COMBINATIONS.filter((names) =>
    names.every((name) => properties[name] !== undefined),
  );
  return [
    ...combinations.map((names) => groupOf(names, properties)),
    ...(remote.phoneNumber === undefined ? [] : [remoteGroup(remote.phoneNumber)]),
    ...(team === undefined ? [] : [teamGroup(team)]),
  ];
}

/** The groups that a filter asks for. */
export function wantedGroups(filter: ArchiveFilter): WantedGroups {
  const { username } = filter;
  const properties: Properties = {
    username: username === undefined ? undefined : usernameKey(username),
    local: filter.localNumber,
    direction: filter.direction,
  };
  const names = NAMES.filter((name) => properties[name] !== undefined);
  return {
    combined: groupOf(names, properties),
    remote: filter.remoteNumber === undefined ? undefined : remoteGroup(filter.remoteNumber),
  };
}

/** The groups that a supervisor sees together, each recording being in one of them or in several. */
export function visibleGroups({ username, supervisedGroups }: Reader): readonly ArchiveGroup[] {
  return [wantedGroups({ username }).combined, ...supervisedGroups.map(teamGroup)];
}

function groupOf(names: readonly (keyof Properties)[], properties: Properties): ArchiveGroup {
  return {
    kind: names.join('+'),
    value: JSON.stringify(names.map((name) => properties[name])),
  };
}

function teamGroup(name: string): ArchiveGroup {
  return { kind: 'team', value: name };
}

function remoteGroup(phoneNumber: string): ArchiveGroup {
  return { kind: 'remote', value: phoneNumber };
}
