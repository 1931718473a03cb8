import { describe, expect, test } from 'vitest';
import { asteriskSection } from './config.ts';

const DIALED = { url: 'wss://apps.example/ari', applications: ['a'], user: 'pbx' };
const { schema, rules } = asteriskSection;

function parse(...outbound: object[]) {
  return schema.safeParse({ users: [{ username: 'pbx', password: 'x' }], outbound });
}

function problems(...outbound: object[]): string[] {
  const written = [{ asterisk: { users: [{ username: 'pbx' }], outbound } }];
  return [
    ...(parse(...outbound).error?.issues ?? []).map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    ),
    ...rules(written).map(({ path, message }) => `${path.slice(3).join('.')}: ${message}`),
  ];
}

test('an ARI user name is unique over all accounts', () => {
  const account = { asterisk: { users: [{ username: 'a' }, { username: 'b' }, {}, 'c'] } };
  expect(rules([account, 'broken', { asterisk: { users: [{ username: 'b' }] } }])).toEqual([
    {
      path: ['accounts', 2, 'asterisk', 'users', 0, 'username'],
      message: 'the ARI user name b is used twice',
    },
  ]);
});

describe('outbound applications', () => {
  test('have defaults for all but URL, applications and user', () => {
    expect(parse(DIALED).data?.outbound).toEqual([
      { ...DIALED, subscribeAll: false, protocols: ['ari'] },
    ]);
    const more = { username: 'u', password: 'p', protocols: ['x'], subscribeAll: true };
    expect(parse({ ...DIALED, ...more }).success).toBe(true);
  });

  test('require a ws: or wss: URL', () => {
    for (const url of ['https://apps.example', 'apps.example', '']) {
      expect(problems({ ...DIALED, url })).toEqual([
        'outbound.0.url: must be a URL of ws: or wss:',
      ]);
    }
  });

  test('require valid WebSocket URLs and subprotocols', () => {
    expect(problems({ ...DIALED, url: 'ws://apps.example/#x' })).toEqual([
      'outbound.0.url: must not have a fragment',
    ]);
    expect(problems({ ...DIALED, protocols: ['ari', 'a b'] })).toEqual([
      'outbound.0.protocols.1: must be a token of HTTP',
    ]);
    expect(problems({ ...DIALED, protocols: ['ari', 'ari'] })).toEqual([
      'outbound.0.protocols: must not name one twice',
    ]);
    expect(problems({ ...DIALED, protocols: [] })).toHaveLength(1);
  });

  test('act as a user of their account', () => {
    expect(problems({ ...DIALED, user: 'nobody' })).toEqual([
      'outbound.0.user: the account has no ARI user nobody',
    ]);
  });

  test('have unique names without commas, at least one', () => {
    const other = { ...DIALED, applications: ['b', 'a'] };
    expect(problems(DIALED, other)).toEqual([
      'outbound.1.applications.1: the application a is dialed twice',
    ]);
    expect(problems({ ...DIALED, applications: ['a,b'] })).toEqual([
      'outbound.0.applications.0: must not contain a comma',
    ]);
    expect(problems({ ...DIALED, applications: [] })).toHaveLength(1);
  });

  test('require a user name together with a plain password', () => {
    expect(problems({ ...DIALED, username: 'u' })).toEqual(['outbound.0.password: is missing']);
    expect(problems({ ...DIALED, password: 'p' })).toEqual(['outbound.0.username: is missing']);
    expect(problems({ ...DIALED, username: 'u', password: 'scrypt:x' })).toEqual([
      'outbound.0.password: must be plain: it is sent',
    ]);
  });
});

describe('inbound applications', () => {
  const broken = (asterisk: object) =>
    rules([{ asterisk }]).map(({ path, message }) => `${path.slice(3).join('.')}: ${message}`);

  test('have unique names, and each source belongs to one of them', () => {
    const applications = [
      { name: 'a', sources: ['audiosocket'] },
      { name: 'recorder', sources: ['media-streams', 'audiosocket'] },
      { name: 'a' },
    ];
    expect(broken({ applications })).toEqual([
      'applications.1.name: the application recorder is configured twice',
      'applications.2.name: the application a is configured twice',
      'applications.1.sources.1: calls of audiosocket enter two applications',
    ]);
    expect(broken({ application: 'main', applications: applications.slice(1, 2) })).toEqual([]);
    expect(broken({ applications: ['x', {}, undefined] })).toEqual([]);
  });

  test('have no sources by default', () => {
    expect(schema.parse({ applications: [{ name: 'a' }] }).applications).toEqual([
      { name: 'a', sources: [] },
    ]);
    expect(schema.safeParse({ applications: [{ name: 'a,b' }] }).success).toBe(false);
    const typed = schema.safeParse({ applications: [{ name: 'a', sources: ['audio-socket'] }] });
    expect(typed.error?.issues[0]?.message).toMatch(/^must be one of audiosocket, /);
  });
});
