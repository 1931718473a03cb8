import { describe, expect, test } from 'vitest';
import { configSchema } from './schema.ts';

const DIALLED = { url: 'wss://apps.example/ari', applications: ['a'], user: 'pbx' };

function parse(...outbound: object[]) {
  return configSchema.safeParse({
    accounts: [
      {
        id: '720796a0-8ee9-4350-83bd-2d07a3121f1e',
        name: 'acme',
        asterisk: { users: [{ username: 'pbx', password: 'x' }], outbound },
      },
    ],
  });
}

const problems = (...outbound: object[]) =>
  parse(...outbound).error?.issues.map(
    ({ path, message }) => `${path.slice(3).join('.')}: ${message}`,
  );

describe('applications that are dialled', () => {
  test('have defaults for all but URL, applications and user', () => {
    expect(parse(DIALLED).data?.accounts[0]?.asterisk.outbound).toEqual([
      { ...DIALLED, subscribeAll: false, protocols: ['ari'] },
    ]);
    const more = { username: 'u', password: 'p', protocols: ['x'], subscribeAll: true };
    expect(parse({ ...DIALLED, ...more }).success).toBe(true);
  });

  test('are reached by ws: or wss:', () => {
    for (const url of ['https://apps.example', 'apps.example', '']) {
      expect(problems({ ...DIALLED, url })).toEqual([
        'outbound.0.url: must be a URL of ws: or wss:',
      ]);
    }
  });

  test('are offered what a WebSocket can say', () => {
    expect(problems({ ...DIALLED, url: 'ws://apps.example/#x' })).toEqual([
      'outbound.0.url: must not have a fragment',
    ]);
    expect(problems({ ...DIALLED, protocols: ['ari', 'a b'] })).toEqual([
      'outbound.0.protocols.1: must be a token of HTTP',
    ]);
    expect(problems({ ...DIALLED, protocols: ['ari', 'ari'] })).toEqual([
      'outbound.0.protocols: must not name one twice',
    ]);
    expect(problems({ ...DIALLED, protocols: [] })).toHaveLength(1);
  });

  test('act as a user of their account', () => {
    expect(problems({ ...DIALLED, user: 'nobody' })).toEqual([
      'outbound.0.user: the account has no ARI user nobody',
    ]);
  });

  test('are each dialled once, and there is at least one, without a comma', () => {
    const other = { ...DIALLED, applications: ['b', 'a'] };
    expect(problems(DIALLED, other)).toEqual([
      'outbound.1.applications.1: the application a is dialled twice',
    ]);
    expect(problems({ ...DIALLED, applications: ['a,b'] })).toEqual([
      'outbound.0.applications.0: must not contain a comma',
    ]);
    expect(problems({ ...DIALLED, applications: [] })).toHaveLength(1);
  });

  test('get a user name and a plain password together', () => {
    expect(problems({ ...DIALLED, username: 'u' })).toEqual(['outbound.0.password: is missing']);
    expect(problems({ ...DIALLED, password: 'p' })).toEqual(['outbound.0.username: is missing']);
    expect(problems({ ...DIALLED, username: 'u', password: 'scrypt:x' })).toEqual([
      'outbound.0.password: must be plain: it is sent',
    ]);
  });
});
