import type { Conference } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { toTimestamp } from './timestamp.ts';

export type Bridge = components['schemas']['Bridge'];
type BridgeType = Bridge['bridge_type'];

/** Under which keys of a conference's metadata ARI keeps what only its bridges have. */
const NAME_KEY = 'bridgeName';
const TYPE_KEY = 'bridgeType';

/** So many channels need no mixing. */
const SIMPLE_BRIDGE_CHANNELS = 2;

/** What kind of bridge a list of types asks for, or undefined when there is none such. */
export function toBridgeType(types = 'mixing'): BridgeType | undefined {
  const asked = new Set(types.split(',').map((type) => type.trim()));
  const holding = asked.has('holding');
  const mixing = asked.has('mixing') || asked.has('video_sfu');
  if (holding === mixing) return undefined;
  return holding ? 'holding' : 'mixing';
}

/** What the conference of a new bridge remembers for ARI. */
export function bridgeMetadata(type: BridgeType, name: string): Record<string, string> {
  return { [TYPE_KEY]: type, [NAME_KEY]: name };
}

/** A conference as a bridge, whoever brought it into being. */
export function toBridge(conference: Conference, channelIds: readonly string[]): Bridge {
  const { name, metadata, createdAt } = conference;
  const type: BridgeType = metadata[TYPE_KEY] === 'holding' ? 'holding' : 'mixing';
  return {
    id: name,
    technology: technologyOf(type, channelIds.length),
    bridge_type: type,
    bridge_class: 'stasis',
    creator: 'Stasis',
    name: metadata[NAME_KEY] ?? '',
    channels: channelIds.toSorted(),
    creationtime: toTimestamp(createdAt),
    video_mode: 'talker',
  };
}

function technologyOf(type: BridgeType, channels: number): Bridge['technology'] {
  if (type === 'holding') return 'holding_bridge';
  return channels > SIMPLE_BRIDGE_CHANNELS ? 'softmix' : 'simple_bridge';
}
