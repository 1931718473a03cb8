import type { Session } from '@tricord/core';
import { expect, test } from 'vitest';
import { chooseApplication } from './choose-application.ts';

const entered = {
  application: 'recorder',
  applications: [
    { name: 'phones', sources: ['audiosocket', 'asterisk-websocket'] },
    { name: 'cloud', sources: ['media-streams'] },
    { name: 'sales', sources: [] },
  ],
};

test.each([
  ['audiosocket', undefined, 'phones'],
  ['asterisk-websocket', undefined, 'phones'],
  ['media-streams', undefined, 'cloud'],
  ['simulated', undefined, 'recorder'],
  [undefined, undefined, 'recorder'],
  ['media-streams', 'sales', 'sales'],
  ['media-streams', 'recorder', 'recorder'],
  ['media-streams', 'unknown', 'cloud'],
  ['media-streams', 'constructor', 'cloud'],
])('a call of %s, described with %s, enters %s', (source, application, expected) => {
  const metadata = application === undefined ? {} : { application };
  const session = { source, call: { metadata } } as unknown as Session;
  expect(chooseApplication(entered, session)).toBe(expected);
});
