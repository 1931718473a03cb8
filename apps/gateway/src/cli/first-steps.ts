import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GatewayAccount } from '../config.ts';
import { shortPath } from './short-path.ts';

/**
 * The commands to try first: a call, and its recording in each dialect. The lines can be pasted in order, including
 * the secrets.
 * @param url the base URL of the gateway, without a trailing slash.
 * @returns an empty text when the account lacks a user of some API.
 */
export function firstSteps(account: GatewayAccount, url: string): string {
  const access = accessOf(account, url);
  if (access === undefined) return '';
  const { ari, imagicle, laml, native, line } = access;
  const uuid = randomUUID();
  // One of its own, so that the steps can be taken again: an account has each name once.
  const name = `first-${uuid.slice(0, 8)}`;
  return `
1. Place a call, in another terminal. Ctrl-C hangs up.

   npx tricord call ${sampleFile()} --loop --uuid ${uuid} --device ${line.deviceName} --number ${line.directoryNumber}

2. Record it, as "${name}".

   ${ari('-X POST', `/channels/${uuid}/record?name=${name}&format=wav`)}

3. Read the live recording in each dialect: ARI, Imagicle, LaML.

   ${ari('', `/recordings/live/${name}`)}
   ${imagicle('', '/LiveRecordings')}
   ID=$(${native('-s', `/recordings?namePrefix=${name}`)} | grep -o '"id":"[^"]*"' | head -n 1 | cut -d '"' -f 4)
   ${laml('', '/Recordings/$ID.json')}

4. Stop it by Imagicle's API, and read the stored recording in each dialect.

   ${imagicle('-X DELETE', `/LiveRecordings?directoryNumber=${line.directoryNumber}`)}
   ${ari('', '/recordings/stored')}
   ${ari('-o ari.wav', `/recordings/stored/${name}/file`)}
   ${imagicle('', '/Recordings/$ID')}
   ${imagicle('-o imagicle.mp3', '/Recordings/$ID/Media')}
   ${laml('', '/Recordings/$ID.json')}
   ${laml('-o laml.wav', '/Recordings/$ID.wav')}

5. Everything about it at once, by Tricord's own API.

   ${native('', '/recordings/$ID')}
`;
}

/** The sample speech of the repository, or of the package that has this one in its node_modules. */
function sampleFile(): string {
  const samples = ['../../../..', '../../../../..'].map((root) =>
    fileURLToPath(new URL(`${root}/samples/speech-1.wav`, import.meta.url)),
  );
  const sample = samples.find((file) => existsSync(file));
  return sample === undefined ? 'FILE.wav' : shortPath(sample);
}

/** A curl line for one API. */
type Curl = (options: string, path: string) => string;

/** The credentials for each API, of the account's first user; undefined when one is missing. */
function accessOf(account: GatewayAccount, url: string) {
  const ariUser = account.asterisk.users[0];
  const user = account.users[0];
  const line = user?.lines[0];
  const token = account.signalwire.tokens[0];
  const apiKey = account.api.keys[0];
  if (!ariUser || !user?.password || !line || !token || !apiKey) return undefined;
  const basic = (username: string, password: string) => `-u ${username}:${password}`;
  return {
    line,
    ari: curl(basic(ariUser.username, ariUser.password), `${url}/ari`),
    imagicle: curl(basic(user.username, user.password), `${url}/fw/Apps/Recorder/WebAPI`),
    laml: curl(basic(account.id, token.token), `${url}/api/laml/2010-04-01/Accounts/${account.id}`),
    native: curl(`-H "Authorization: Bearer ${apiKey.key}"`, `${url}/api/v1`),
  };
}

function curl(credentials: string, base: string): Curl {
  return (options, path) =>
    ['curl', ...(options === '' ? [] : [options]), credentials, `"${base}${path}"`].join(' ');
}
