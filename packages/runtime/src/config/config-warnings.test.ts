import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { neutralForm } from '../testing/neutral-config.ts';
import { configWarnings } from './config-warnings.ts';
import { loadConfig } from './load-config.ts';

const ID = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
// biome-ignore lint/suspicious/noTemplateCurlyInString: the notation itself is meant.
const VARIABLE = '${A}';
const SECRET = `whsec_${'k3y+'.repeat(8)}`;

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

async function warningsOf(settings: object, mode = 0o600): Promise<readonly string[]> {
  const path = join(folder.path, 'tricord.yaml');
  const accounts = [{ id: ID, name: 'acme' }];
  const sources = { audiosocket: [{}] };
  await writeFile(path, JSON.stringify({ accounts, sources, ...settings }));
  await chmod(path, mode);
  return configWarnings(await loadConfig(neutralForm, { env: { A: 'b' }, path }), []);
}

const onAllAddresses = { host: '0.0.0.0' };

test('nothing is to be said of a configuration that only this machine reaches', async () => {
  const sources = { audiosocket: [{}], mediaStreams: [{}], asteriskWebsocket: [{}] };
  expect(await warningsOf({ sources, webhooks: { allowPrivate: ['127.0.0.0/8', '::1'] } })).toEqual(
    [],
  );
});

test('a configuration without a source is warned of', async () => {
  expect(await warningsOf({ sources: {} })).toEqual([
    'sources: there are none, so no call can come in',
  ]);
});

test('sources that everybody may use are warned of, and those that ask for credentials are not', async () => {
  const open = { audiosocket: [onAllAddresses], mediaStreams: [{}], asteriskWebsocket: [{}] };
  expect(await warningsOf({ http: onAllAddresses, sources: open })).toEqual([
    'sources.audiosocket[0]: everybody who reaches it may bring calls; set unknownSessions: refuse, and let only the PBX reach it',
    'sources.mediaStreams[0]: everybody who reaches it may bring calls; set a signingKey or a token',
    'sources.asteriskWebsocket[0]: everybody who reaches it may bring calls; set username and password, or a token',
  ]);
  const closed = {
    audiosocket: [{ ...onAllAddresses, unknownSessions: 'refuse' }],
    mediaStreams: [{ token: VARIABLE }, { path: '/signed', signingKey: VARIABLE }],
    asteriskWebsocket: [{ username: 'pbx', password: VARIABLE }],
  };
  expect(await warningsOf({ http: onAllAddresses, sources: closed })).toEqual([]);
});

test('callbacks to private networks are warned of, and webhooks that never arrive', async () => {
  const webhooks = {
    allowPrivate: ['10.0.0.0/8'],
    endpoints: ['10.1.2.3', '192.168.0.1', 'localhost', 'crm.example.com'].map((host) => ({
      url: `http://${host}/`,
      secret: SECRET,
    })),
  };
  const never = 'nothing is sent to a private address that webhooks.allowPrivate does not list';
  expect(await warningsOf({ webhooks })).toEqual([
    'webhooks.allowPrivate[0]: clients may have callbacks sent to every server in 10.0.0.0/8',
    `webhooks.endpoints[1].url: ${never}`,
    `webhooks.endpoints[2].url: ${never}`,
  ]);
  expect(
    await warningsOf({ http: onAllAddresses, webhooks: { allowPrivate: ['127.0.0.1'] } }),
  ).toHaveLength(1);
});

test('users who want mail are warned of while there is no mail server', async () => {
  const users = [
    { username: 'ann', email: 'a@b', mail: 'link' },
    { username: 'bob', mail: 'none' },
  ];
  const accounts = [{ id: ID, name: 'acme', users }];
  expect(await warningsOf({ accounts })).toEqual([
    'accounts[0].users[0].mail: no mail is sent without the settings of a mail server (mail)',
  ]);
  const http = { publicUrl: 'https://recorder.example.com' };
  expect(await warningsOf({ accounts, http, mail: { host: 'a', from: 'a@b' } })).toEqual([]);
});

test('mail whose links lead nowhere is warned of', async () => {
  const mail = { host: 'a', from: 'a@b' };
  const warning = 'http.publicUrl: without it, links in mail only work on this machine';
  expect(await warningsOf({ mail })).toEqual([warning]);
  expect(await warningsOf({ mail, http: { host: '0.0.0.0' } })).toContain(warning);
  expect(await warningsOf({ mail, http: { host: '192.0.2.10' } })).not.toContain(warning);
});

test('plain secrets in a file that others can read are warned of; hashes and variables are not', async () => {
  const users = (password: string) => ({
    accounts: [{ id: ID, name: 'acme', users: [{ username: 'user1', password }] }],
  });
  expect(await warningsOf(users('plain'), 0o600)).toEqual([]);
  expect(await warningsOf(users('plain'), 0o640)).toEqual([
    expect.stringMatching(
      /^the file has plain secrets, and other users of this machine can read it; chmod 600 \//,
    ),
  ]);
  const hash = `scrypt:16384:8:1:${'A'.repeat(22)}:${'A'.repeat(43)}`;
  for (const kept of [hash, VARIABLE]) expect(await warningsOf(users(kept), 0o644)).toEqual([]);
  const tls = { cert: 'cert.pem', key: 'key.pem' };
  expect(await warningsOf({ ...users(hash), http: { tls } }, 0o644)).toEqual([]);
});
