import { expect, test } from 'vitest';
import { type ChannelLayout, channelOf, channelsOf } from './channel-order.ts';
import { DEFAULT_SETTINGS } from './recording.ts';

const both = (channels: 1 | 2, more: Partial<ChannelLayout> = {}): ChannelLayout => ({
  channels,
  track: 'both',
  ...more,
});

test.each([
  ['stereo by default', { ...DEFAULT_SETTINGS, channels: 2 }, ['remote', 'local']],
  [
    'stereo with the local side on the left',
    both(2, { stereo: 'local-left' }),
    ['local', 'remote'],
  ],
  [
    'stereo of one track',
    { ...both(2, { stereo: 'remote-left' }), track: 'local' },
    ['remote', 'local'],
  ],
  ['stereo recorded elsewhere', both(2), ['unknown', 'unknown']],
  ['mono', both(1, { stereo: 'remote-left' }), ['mix']],
  ['mono of one track', { ...both(1), track: 'remote' }, ['remote']],
] as const)('the channels of %s', (_, layout, channels) => {
  expect(channelsOf(layout)).toEqual(channels);
});

test('each track is in the channel that the order names', () => {
  for (const stereo of ['remote-left', 'local-left'] as const) {
    const layout = both(2, { stereo });
    for (const track of ['remote', 'local'] as const) {
      expect(channelsOf(layout)[channelOf(layout, track)]).toBe(track);
    }
  }
  expect(channelOf(both(1), 'local')).toBe(0);
  expect(channelOf(both(1), 'remote')).toBe(0);
});
