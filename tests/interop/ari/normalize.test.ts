import { expect, test } from 'vitest';
import { normalize, withoutSwitching } from './normalize.ts';

const NAMES = new Map([
  ['channel', '6f0d'],
  ['other', '7a1e'],
]);

test('replaces ids by names, times by zeros and host data by types', () => {
  const event = {
    target_uri: 'channel:6f0d',
    timestamp: '2026-11-22T07:39:21.447+0000',
    asterisk_id: '02:fc:00:00:00:01',
    channels: ['7a1e', '6f0d', '6f0d;2', '1795333993.121'],
    when: '2026-11-22T07:39:21.447Z',
    duration: 3,
  };
  expect(normalize(event, NAMES)).toEqual({
    target_uri: 'channel:{channel}',
    timestamp: '0000-00-00T00:00:00.000+0000',
    asterisk_id: '(an id)',
    channels: ['{other}', '{channel}'],
    when: '2026-11-22T07:39:21.447Z',
    duration: 3,
  });
});

test('removes only the switch-specific members of a channel', () => {
  const dialplan = { context: 'lab', exten: '1', priority: 1, app_name: 'Stasis', app_data: 'a' };
  expect(withoutSwitching([{ channel: { name: 'Local/1', state: 'Up', dialplan } }])).toEqual([
    {
      channel: {
        name: '(a string)',
        state: 'Up',
        dialplan: { ...dialplan, context: '(a string)', exten: '(a string)' },
      },
    },
  ]);
});
