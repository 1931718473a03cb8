import type { ConfigInput } from '@tricord/gateway';

export const ACCOUNT_ID = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

/** What clients of the test configuration send as `Authorization`. */
export const AUTHORIZATION = {
  native: 'Bearer native-key',
  asterisk: basic('pbx', 'ari-password'),
  imagicle: basic('user1', 'imagicle-password'),
  signalwire: basic(ACCOUNT_ID, 'laml-token'),
} as const;

export const LINE = { deviceName: 'SEP123456789ABC', directoryNumber: '101' } as const;

/** One account with a user for each dialect, on free ports of the loopback address. */
export function testConfig(dataDir: string, changes: Partial<ConfigInput> = {}): ConfigInput {
  return {
    dataDir,
    http: { port: 0 },
    accounts: [
      {
        id: ACCOUNT_ID,
        name: 'acme',
        api: { keys: [{ key: 'native-key', manage: true }] },
        asterisk: { users: [{ username: 'pbx', password: 'ari-password' }] },
        signalwire: { tokens: [{ token: 'laml-token' }] },
        users: [
          {
            username: 'user1',
            password: 'imagicle-password',
            role: 'manager',
            lines: [{ ...LINE }],
          },
        ],
      },
    ],
    sources: { audiosocket: [{ port: 0 }] },
    ...changes,
  };
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
