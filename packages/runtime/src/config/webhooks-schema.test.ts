import { describe, expect, test } from 'vitest';
import { configSchema } from '../testing/neutral-config.ts';
import { problemAt } from './problems.ts';

const ID = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
const SECRET = `whsec_${'k3y+'.repeat(8)}`;
const URL_A = 'https://example.com/hook';

/** Every problem of a configuration with these settings. */
function problemsOf(changes: object): string[] {
  const accounts = [
    { id: ID, name: 'acme' },
    { id: OTHER, name: 'other' },
  ];
  const result = configSchema.safeParse({ accounts, ...changes });
  return (result.error?.issues ?? []).map(({ path, message }) => problemAt(path, message));
}

const endpoint = (change: object) =>
  problemsOf({ webhooks: { endpoints: [{ url: URL_A, secret: SECRET, ...change }] } });

describe('webhooks', () => {
  test('may receive events of one account or all, some events or all', () => {
    expect(endpoint({})).toEqual([]);
    for (const account of ['acme', OTHER]) expect(endpoint({ account })).toEqual([]);
    expect(endpoint({ events: ['recording.finished'] })).toEqual([]);
  });

  test.each([
    [{ url: 'ftp://example.com' }, 'url: must be a URL of http: or https:'],
    [{ url: 'example.com' }, 'url: must be a URL of http: or https:'],
    [{ secret: 'password' }, 'secret: must be whsec_ and 24 to 64 bytes in base64'],
    [{ secret: 'whsec_c2hvcnQ=' }, 'secret: must be whsec_ and 24 to 64 bytes in base64'],
    [{ account: 'globex' }, 'account: no account is called globex'],
  ])('%p is refused', (change, problem) => {
    expect(endpoint(change)).toEqual([`webhooks.endpoints[0].${problem}`]);
  });

  test('must select known events, at least one', () => {
    expect(endpoint({ events: [] })).toHaveLength(1);
    expect(endpoint({ events: ['recording.muted'] })).toHaveLength(1);
  });

  test('private networks must be valid', () => {
    const networks = ['10.0.0.0/8', '127.0.0.1', 'fd00::/8'];
    expect(problemsOf({ webhooks: { allowPrivate: networks } })).toEqual([]);
    expect(problemsOf({ webhooks: { allowPrivate: ['10.0.0.0/8', 'localhost'] } })).toEqual([
      'webhooks.allowPrivate[1]: localhost is not a network such as 10.0.0.0/8',
    ]);
  });
});

describe('http.publicUrl', () => {
  test('loses trailing slashes', () => {
    const publicUrl = 'https://recorder.example.com/calls//';
    const accounts = [{ id: ID, name: 'acme' }];
    expect(configSchema.parse({ accounts, http: { publicUrl } }).http.publicUrl).toBe(
      'https://recorder.example.com/calls',
    );
  });

  test.each([
    'recorder.example.com',
    'ftp://example.com',
    'https://a.example/?b=c',
    'https://a.example/#b',
  ])('%p is refused', (publicUrl) => {
    expect(problemsOf({ http: { publicUrl } })).toHaveLength(1);
  });
});
