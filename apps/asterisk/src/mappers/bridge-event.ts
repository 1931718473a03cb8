import type { ConferenceEvent, MembershipEvent } from '@tricord/core';
import type { components } from '../generated/api.ts';
import { toBridge } from './bridge.ts';
import type { Channel } from './channel.ts';
import type { WithoutAddress } from './channel-event.ts';
import { toTimestamp } from './timestamp.ts';

type Schemas = components['schemas'];

/** ARI's bridge events. */
export type BridgeEvent =
  | Schemas['BridgeCreated']
  | Schemas['BridgeDestroyed']
  | Schemas['ChannelEnteredBridge']
  | Schemas['ChannelLeftBridge'];

/**
 * Maps an event of a conference or its members to ARI.
 * @param channelIds its members right after the event.
 * @param toChannel maps a member to a channel.
 */
export function toBridgeEvent(
  event: ConferenceEvent | MembershipEvent,
  channelIds: readonly string[],
  toChannel: (session: MembershipEvent['session']) => Channel,
): WithoutAddress<BridgeEvent> {
  const timestamp = toTimestamp(event.at);
  const bridge = toBridge(event.conference, channelIds);
  switch (event.type) {
    case 'conference.created':
      return { type: 'BridgeCreated', timestamp, bridge };
    case 'conference.ended':
      return { type: 'BridgeDestroyed', timestamp, bridge };
    case 'conference.joined':
      return { type: 'ChannelEnteredBridge', timestamp, bridge, channel: toChannel(event.session) };
    case 'conference.left':
      return { type: 'ChannelLeftBridge', timestamp, bridge, channel: toChannel(event.session) };
  }
}
