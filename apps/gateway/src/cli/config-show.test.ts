import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../config.ts';
import { masked } from './config-show.ts';
import { runTricord } from './program.ts';
import type { Terminal } from './terminal.ts';

const CONFIG = `
http: { port: 8100, tls: { cert: cert.pem, key: key.pem } }
accounts:
  - id: 720796a0-8ee9-4350-83bd-2d07a3121f1e
    name: acme
    api: { keys: [{ key: plain-api-key }, { key: "\${API_KEY}", role: viewer }] }
    asterisk:
      users: [{ username: pbx, password: ari-password }]
      outbound: [{ url: "wss://me:url-password@apps.example.com/ari", applications: [a], user: pbx }]
    signalwire: { tokens: [{ token: laml-token }], signingKey: laml-signing-key }
    users: [{ username: ann, password: user-password }]
sources:
  mediaStreams: [{ token: media-token, signingKey: media-signing-key }]
webhooks:
  endpoints: [{ url: "https://hooks.example.com/?token=query-secret", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }]
`;
const env = { API_KEY: 'key-of-the-environment' };

let folder: TemporaryFolder;
let file: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 'tricord.yaml');
  await writeFile(file, CONFIG);
});
afterEach(() => folder.close());

async function show(...args: string[]): Promise<string> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const terminal = { stdin: new PassThrough(), stdout, stderr, env } as unknown as Terminal;
  expect(await runTricord(['config', 'show', '--config', file, ...args], terminal)).toBe(0);
  return String(stdout.read());
}

test('shows every setting with its value, and where it comes from unless it is the file', async () => {
  const text = await show();
  const config = configSchema.parse(parse(CONFIG.replace(/\$\{API_KEY\}/, env.API_KEY)));
  const shown = parse(text);
  expect(Object.keys(shown).sort()).toEqual(Object.keys(config).sort());
  expect(shown.recording).toEqual(config.recording);
  expect(shown.dataDir).toBe(join(folder.path, 'data'));
  expect(text).toContain('  port: 8100\n');
  expect(text).toContain('  host: 127.0.0.1 # default\n');
  expect(text).toContain('  allowPrivate: [] # default\n');
  expect(text).toMatch(/ key: "\*\*\*" # from \$\{API_KEY\}\n/);
  expect(JSON.parse(await show('--json'))).toEqual(shown);
});

test('shows no secret', async () => {
  for (const text of [await show(), await show('--json')]) {
    for (const secret of [
      ...['plain-api-key', 'key-of-the-environment', 'ari-password', 'url-password', 'laml-token'],
      ...['laml-signing-key', 'user-password', 'media-token', 'media-signing-key'],
      ...['query-secret', 'whsec_'],
    ]) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain(join(folder.path, 'key.pem'));
  }
});

test('leaves what is no secret', () => {
  const config = { http: { tls: { key: 'k.pem' } }, name: 'token', list: ['key', 1, null] };
  expect(masked(config)).toEqual(config);
});
