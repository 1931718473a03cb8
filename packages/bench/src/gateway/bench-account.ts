import { randomBytes, randomUUID } from 'node:crypto';

/** The line of the call in Imagicle's requests. */
export const PROBED_LINE = { deviceName: 'SEP000000000101', directoryNumber: '101' };

export const MEDIA_STREAMS_PATH = '/media-streams';
export const ASTERISK_MEDIA_PATH = '/asterisk-media';

/** The credentials for the gateway under test: the `Authorization` header of each API. */
export interface BenchAccount {
  readonly id: string;
  readonly authorization: {
    readonly native: string;
    readonly ari: string;
    readonly imagicle: string;
    readonly laml: string;
  };
  /** The configuration file; flushing and syncing have their defaults. */
  readonly config: object;
}

/** An account with new secrets, for a gateway on free ports that stores everything in `dataDir`. */
export function createBenchAccount(dataDir: string): BenchAccount {
  const id = randomUUID();
  const secret = randomBytes(12).toString('base64url');
  const user = { username: 'bench', password: secret };
  const basic = (username: string) =>
    `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`;
  return {
    id,
    authorization: {
      native: `Bearer ${secret}`,
      ari: basic(user.username),
      imagicle: basic(user.username),
      laml: basic(id),
    },
    config: {
      dataDir,
      http: { port: 0 },
      sources: {
        audiosocket: [{ port: 0 }],
        mediaStreams: [{ path: MEDIA_STREAMS_PATH }],
        asteriskWebsocket: [{ path: ASTERISK_MEDIA_PATH }],
      },
      accounts: [
        {
          id,
          name: 'bench',
          api: { keys: [{ key: secret }] },
          asterisk: { users: [user] },
          // The rate limit is not under test.
          signalwire: { tokens: [{ token: secret }], rateLimit: { perSecond: 0 } },
          users: [{ ...user, role: 'manager', lines: [PROBED_LINE] }],
        },
      ],
    },
  };
}
