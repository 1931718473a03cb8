import { InvalidConfigError, parseConfig } from '@tricord/runtime';
import { expect, test } from 'vitest';
import { gatewayForm } from './config.ts';

const ID = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

function problemsOf(text: string): readonly string[] {
  try {
    parseConfig(gatewayForm, text, 'tricord.yaml', {});
  } catch (error) {
    if (error instanceof InvalidConfigError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

test('all problems are reported at once, for every dialect', () => {
  const text = `
accounts:
  - id: ${ID}
    name: acme
    alias: AC1
    api: { keys: [{ key: a }, { key: a }] }
    imagicle: { timeZone: Mars/Olympus }
    asterisk:
      users: [{ username: "a:b", password: x }, { username: pbx, password: 12 }, { username: pbx }]
    signalwire: { flavour: twilio, rateLimit: { burst: 0 } }
sources: { mediaStreams: [{}, { path: /media-streams }] }
`;
  expect([...problemsOf(text)].sort()).toEqual([
    'accounts[0].alias: must be AC and 32 hexadecimal digits',
    'accounts[0].api.keys[1].key: the key is used twice',
    'accounts[0].asterisk.users[0].username: must not contain a colon',
    'accounts[0].asterisk.users[1].password: must be a text (put numbers in quotes)',
    'accounts[0].asterisk.users[2].password: is missing',
    'accounts[0].asterisk.users[2].username: the ARI user name pbx is used twice',
    'accounts[0].imagicle.timeZone: must be an IANA time zone',
    'accounts[0].signalwire.flavour: is not a known setting',
    'accounts[0].signalwire.rateLimit.burst: must be at least 1',
    'sources.mediaStreams[1].path: /media-streams is taken by sources.mediaStreams[0].path',
  ]);
});
