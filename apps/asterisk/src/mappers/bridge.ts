import type { Conference } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { toTimestamp } from './timestamp.ts';

export type Bridge = components['schemas']['Bridge'];
type BridgeType = Bridge['bridge_type'];

/** The keys of a conference's metadata in which ARI stores the properties that only bridges have. */
const NAME_KEY = 'bridgeName';
const TYPE_KEY = 'bridgeType';

/** The number of channels that need no mixing. */
const SIMPLE_BRIDGE_CHANNELS = 2;

/** The bridge type for a list of types, or undefined when it is not supported. */
export function toBridgeType(types = 'mixing'): BridgeType | undefined {
  const asked = new Set(types.split(',').map((type) => type.trim()));
  const holding = asked.has('holding');
  const mixing = asked.has('mixing') || asked.has('video_sfu');
  if (holding === mixing) return undefined;
  return holding ? 'holding' : 'mixing';
}

/** The metadata for the conference of a new bridge. */
export function bridgeMetadata(type: BridgeType, name: string): Record<string, string> {
  return { [TYPE_KEY]: type, [NAME_KEY]: name };
}

/** Maps a conference, whatever created it, to a bridge. */
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
