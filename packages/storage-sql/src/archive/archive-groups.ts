import { type ArchiveFilter, localNumber, type Recording } from '@tricord/core';

/** What a group of the archive has in common. */
export interface ArchiveGroup {
  /** The names of the properties, joined. */
  readonly kind: string;
  /** Their values. */
  readonly value: string;
}

/** The groups that a query is about: the recordings that fit are those in all of them. */
export interface WantedGroups {
  /** By user, local number and direction, as far as they are asked for. */
  readonly mix: ArchiveGroup;
  readonly remote: ArchiveGroup | undefined;
}

type Properties = Readonly<Record<'username' | 'local' | 'direction', string | undefined>>;

const NAMES = ['username', 'local', 'direction'] as const;
/** Every mix of the properties, none among them. */
const MIXES = Array.from({ length: 2 ** NAMES.length }, (_, mix) =>
  NAMES.filter((_name, i) => (mix >> i) % 2 === 1),
);

/**
 * The groups that a recording is in: one for every mix of user, local number and direction, so that any
 * such query is about one group, and one for the remote number, of which there are too many for mixes.
 */
export function groupsOf(recording: Recording): readonly ArchiveGroup[] {
  const { username, direction, remote } = recording.call;
  const properties: Properties = {
    username: username?.toLowerCase(),
    local: localNumber(recording),
    direction,
  };
  const mixes = MIXES.filter((names) => names.every((name) => properties[name] !== undefined));
  const groups = mixes.map((names) => groupOf(names, properties));
  return remote.phoneNumber === undefined ? groups : [...groups, remoteGroup(remote.phoneNumber)];
}

export function wantedGroups(filter: ArchiveFilter): WantedGroups {
  const properties: Properties = {
    username: filter.username?.toLowerCase(),
    local: filter.localNumber,
    direction: filter.direction,
  };
  const names = NAMES.filter((name) => properties[name] !== undefined);
  return {
    mix: groupOf(names, properties),
    remote: filter.remoteNumber === undefined ? undefined : remoteGroup(filter.remoteNumber),
  };
}

function groupOf(names: readonly (keyof Properties)[], properties: Properties): ArchiveGroup {
  return {
    kind: names.join('+'),
    value: JSON.stringify(names.map((name) => properties[name])),
  };
}

function remoteGroup(phoneNumber: string): ArchiveGroup {
  return { kind: 'remote', value: phoneNumber };
}
