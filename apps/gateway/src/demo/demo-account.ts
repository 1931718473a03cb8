import { randomBytes, randomUUID } from 'node:crypto';
import type { ConfigInput } from '../config.ts';

/** The two agents of the demo: one line each. */
export const AGENTS = [
  { username: 'anna', deviceName: 'SEP000000000101', directoryNumber: '101' },
  { username: 'ben', deviceName: 'SEP000000000102', directoryNumber: '102' },
] as const;

/** The demo's users and keys, with new secrets. */
export interface DemoAccount {
  readonly id: string;
  readonly apiKey: string;
  readonly ari: { readonly username: string; readonly password: string };
  readonly imagicle: { readonly username: string; readonly password: string };
  readonly lamlToken: string;
}

export function createDemoAccount(): DemoAccount {
  const secret = () => randomBytes(12).toString('base64url');
  return {
    id: randomUUID(),
    apiKey: secret(),
    ari: { username: 'pbx', password: secret() },
    imagicle: { username: 'supervisor', password: secret() },
    lamlToken: secret(),
  };
}

/** The configuration of a gateway for this account, on free ports, that stores everything in `dataDir`. */
export function demoConfig(account: DemoAccount, dataDir: string): ConfigInput {
  return {
    dataDir,
    http: { port: 0 },
    log: { level: 'warn' },
    sources: { audiosocket: [{ port: 0 }] },
    accounts: [
      {
        id: account.id,
        name: 'demo',
        api: { keys: [{ key: account.apiKey }] },
        asterisk: { users: [account.ari] },
        signalwire: { tokens: [{ token: account.lamlToken }] },
        users: [
          { ...account.imagicle, role: 'manager' },
          ...AGENTS.map(({ username, deviceName, directoryNumber }) => ({
            username,
            lines: [{ deviceName, directoryNumber }],
          })),
        ],
      },
    ],
  };
}
