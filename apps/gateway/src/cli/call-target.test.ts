import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findTarget } from './call-target.ts';

const ID = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

async function configFile(overrides: object = {}): Promise<string> {
  const file = join(folder.path, 'tricord.yaml');
  const config = {
    http: { host: '0.0.0.0', port: 8100 },
    accounts: [
      { id: OTHER, name: 'other', api: { keys: [{ key: 'other-key' }] } },
      {
        id: ID,
        name: 'acme',
        api: {
          keys: [
            { key: 'viewer-key', role: 'viewer' },
            {
              key: 'scrypt:16384:8:1:AAECAwQFBgcICQoLDA0ODw:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
            },
            { key: 'acme-key' },
          ],
        },
      },
    ],
    sources: { audiosocket: [{ host: '::', port: 9100, account: 'acme' }] },
    ...overrides,
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}

test('the configuration provides the address of the gateway, as reachable from this machine', async () => {
  expect(await findTarget({ config: await configFile() }, true, {})).toEqual({
    api: { api: 'http://127.0.0.1:8100', key: 'acme-key' },
    host: '::1',
    port: 9100,
  });
});

test('the command line takes precedence over the configuration, and works without it', async () => {
  const options = { api: 'http://gw:1/api/v1/', key: 'k', port: 2 };
  const alone = { api: { api: 'http://gw:1', key: 'k' }, host: '127.0.0.1', port: 2 };
  expect(await findTarget(options, true, {})).toEqual(alone);
  const config = await configFile();
  expect(await findTarget({ config, host: 'gw', key: 'k' }, true, {})).toMatchObject({
    api: { key: 'k' },
    host: 'gw',
    port: 9100,
  });
});

test.each([
  [{ http: { port: 0 } }, 'give --api'],
  [{ sources: {} }, 'give --port'],
  [{ sources: { audiosocket: [{ port: 0, account: 'acme' }] } }, 'give --port'],
  [
    { accounts: [{ id: ID, name: 'acme' }] },
    'the account acme has no API key in plain text (accounts[].api.keys) with role admin; add one',
  ],
  // Before the key, which a call does not always need.
  [{ sources: {}, accounts: [{ id: ID, name: 'acme' }] }, 'no AudioSocket (sources.audiosocket)'],
])('what the configuration lacks must be given: %j', async (overrides, hint) => {
  const config = await configFile(overrides);
  await expect(findTarget({ config }, true, {})).rejects.toThrow(hint);
});

test('a call that is not described needs no key', async () => {
  const config = await configFile({ accounts: [{ id: ID, name: 'acme' }] });
  expect(await findTarget({ config }, false, {})).toEqual({ host: '::1', port: 9100 });
  expect(await findTarget({ port: 2 }, false, {})).toEqual({ host: '127.0.0.1', port: 2 });
});

test('of the AudioSockets of several accounts, one is chosen by its account', async () => {
  const audiosocket = [
    { port: 9100, account: 'acme' },
    { port: 9101, account: 'other', unknownSessions: 'refuse' },
  ];
  const config = await configFile({ sources: { audiosocket } });
  await expect(findTarget({ config }, false, {})).rejects.toThrow(
    'there are several accounts: name one by --account (acme, other)',
  );
  expect(await findTarget({ config, account: 'other' }, false, {})).toMatchObject({
    port: 9101,
    api: { key: 'other-key' },
  });
});

test('a call of an account without an AudioSocket is announced, and uses that of another', async () => {
  const config = await configFile();
  for (const described of [false, true]) {
    expect(await findTarget({ config, account: 'other' }, described, {})).toEqual({
      host: '::1',
      port: 9100,
      api: { api: 'http://127.0.0.1:8100', key: 'other-key' },
    });
  }
  expect(await findTarget({ config, account: 'acme' }, false, {})).not.toHaveProperty('api');
});

test('a call is announced if unknown ones are refused', async () => {
  const audiosocket = [{ port: 9100, account: 'acme', unknownSessions: 'refuse' }];
  const config = await configFile({ sources: { audiosocket } });
  expect(await findTarget({ config }, false, {})).toMatchObject({ api: { key: 'acme-key' } });
});

test('an invalid address is rejected', async () => {
  await expect(findTarget({ api: 'nowhere', key: 'k', port: 1 }, true, {})).rejects.toThrow(
    'not a URL',
  );
});
