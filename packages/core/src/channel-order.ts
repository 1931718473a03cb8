import type { RecordingSettings, StereoOrder } from './recording.ts';
import type { TrackName } from './session.ts';

/** Which track of a session is in which channel of its recording. */
export type ChannelLayout = Pick<RecordingSettings, 'channels' | 'track' | 'stereo'>;

/** The content of a recording's channel; `unknown`: it was recorded elsewhere. */
export type ChannelContent = TrackName | 'mix' | 'unknown';

const SIDES: Readonly<Record<StereoOrder, readonly [left: TrackName, right: TrackName]>> = {
  'remote-left': ['remote', 'local'],
  'local-left': ['local', 'remote'],
};

/**
 * The content of a recording's channels, left first. The only place that decides the channel of each party; by
 * default as with Twilio, whose first channel is the inbound party.
 */
export function channelsOf({ channels, track, stereo }: ChannelLayout): readonly ChannelContent[] {
  if (channels === 1) return [track === 'both' ? 'mix' : track];
  return stereo === undefined ? ['unknown', 'unknown'] : SIDES[stereo];
}

/** The channel of a track; 0 is left, or the only one. */
export function channelOf(layout: ChannelLayout, track: TrackName): number {
  return Math.max(0, channelsOf(layout).indexOf(track));
}

/** The part of the settings that is the layout. */
export function layoutOf({ channels, track, stereo }: ChannelLayout): ChannelLayout {
  return { channels, track, ...(stereo === undefined ? {} : { stereo }) };
}
