import { expect, test } from 'vitest';
import type { GatewayAccount } from '../config.ts';
import { configSchema } from '../config.ts';
import { firstSteps } from './first-steps.ts';

const ID = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const URL = 'http://127.0.0.1:8088';

const account = {
  id: ID,
  name: 'main',
  api: { keys: [{ key: 'the-key' }] },
  asterisk: { users: [{ username: 'asterisk', password: 'ari-pw' }] },
  signalwire: { tokens: [{ token: 'laml-token' }] },
  users: [
    {
      username: 'user1',
      password: 'imagicle-pw',
      lines: [{ deviceName: 'SEP123456789ABC', directoryNumber: '101' }],
    },
  ],
};

function stepsFor(changes: object = {}): string {
  const config = configSchema.parse({ accounts: [{ ...account, ...changes }] });
  return firstSteps(config.accounts[0] as GatewayAccount, URL);
}

test('shows a call, and each dialect’s lines with its own secret', () => {
  const steps = stepsFor();
  expect(steps).toMatch(
    /npx tricord call samples\/speech-1\.wav --loop --uuid [0-9a-f-]{36} --device SEP123456789ABC --number 101/,
  );
  expect(steps).toMatch(
    /curl -u asterisk:ari-pw "http:\/\/127\.0\.0\.1:8088\/ari\/recordings\/live\/first-[0-9a-f]{8}"/,
  );
  expect(steps).toContain(`curl -u asterisk:ari-pw "${URL}/ari/recordings/stored"`);
  expect(steps).toContain(
    `curl -u user1:imagicle-pw "${URL}/fw/Apps/Recorder/WebAPI/LiveRecordings"`,
  );
  expect(steps).toContain(
    `curl -u ${ID}:laml-token "${URL}/api/laml/2010-04-01/Accounts/${ID}/Recordings/$ID.json"`,
  );
  expect(steps).toContain(`curl -H "Authorization: Bearer the-key" "${URL}/api/v1/recordings/$ID"`);
});

test('the recording is of the call that was placed', () => {
  const steps = stepsFor();
  const uuid = /--uuid (\S+)/.exec(steps)?.[1];
  expect(steps).toContain(
    `/ari/channels/${uuid}/record?name=first-${uuid?.slice(0, 8)}&format=wav`,
  );
});

test('can be taken again, although an account has each name once', () => {
  const name = () => /name=(first-[^&]+)&/.exec(stepsFor())?.[1];
  expect(name()).not.toBe(name());
});

test('is empty for an account without a user of some dialect', () => {
  expect(stepsFor({ signalwire: {} })).toBe('');
  expect(stepsFor({ users: [{ username: 'user1', lines: account.users[0]?.lines }] })).toBe('');
});
