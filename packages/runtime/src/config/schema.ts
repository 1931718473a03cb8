import { CredentialVerifier } from '@tricord/http-kit';
import { z } from 'zod';
import { retention } from './retention-schema.ts';
import { brokenRules } from './rules.ts';
import { baseUrl, network, webhooks } from './webhooks-schema.ts';

const text = z.string().min(1);
const port = z.int().min(0).max(65_535);
const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a UUID')
  .transform((value) => value.toLowerCase());
/** Plain, or `scrypt:…` as `tricord hash` prints it. */
const secret = text.superRefine((value, context) => {
  try {
    new CredentialVerifier([{ username: '', secret: value, principal: undefined }]);
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: error instanceof Error ? error.message : 'is bad',
    });
  }
});
/** A key must fit into an `Authorization: Bearer` header (RFC 6750, 2.1). */
const bearerKey = secret.refine(
  (key) => key.startsWith('scrypt:') || /^[A-Za-z0-9._~+/-]+=*$/.test(key),
  'may only hold letters, digits and ._~+/-',
);

const listener = (host: string, defaultPort: number) => ({
  host: text.default(host),
  port: port.default(defaultPort),
});

const apiKey = z.strictObject({
  key: bearerKey,
  /** Who has it, for the audit log. */
  name: text.exactOptional(),
  role: z.enum(['admin', 'viewer']).default('admin'),
});

const asteriskUser = z.strictObject({
  username: text.refine((name) => !name.includes(':'), 'must not contain a colon'),
  password: secret,
  readOnly: z.boolean().default(false),
});

/** Names are separated by commas in ARI. */
const applicationName = text.refine((name) => !name.includes(','), 'must not contain a comma');

/** A token of HTTP (RFC 9110, 5.6.2), as RFC 6455 wants it. */
const subprotocol = text.regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be a token of HTTP');

const asteriskOutbound = z.strictObject({
  url: z
    .url({ protocol: /^wss?$/, error: 'must be a URL of ws: or wss:' })
    .refine((url) => !url.includes('#'), 'must not have a fragment'),
  applications: z.array(applicationName).min(1),
  /** The user of this account as whom the application's requests are made. */
  user: text,
  subscribeAll: z.boolean().default(false),
  protocols: z
    .array(subprotocol)
    .min(1)
    .refine((names) => new Set(names).size === names.length, 'must not name one twice')
    .default(['ari']),
  username: text.refine((name) => !name.includes(':'), 'must not contain a colon').exactOptional(),
  /** Sent, so it cannot be a hash. */
  password: text
    .refine((value) => !value.startsWith('scrypt:'), 'must be plain: it is sent')
    .exactOptional(),
});

const asterisk = z.strictObject({
  application: applicationName.default('recorder'),
  allowedOrigins: z.array(text).default([]),
  users: z.array(asteriskUser).default([]),
  /** Applications that we connect to. */
  outbound: z.array(asteriskOutbound).default([]),
});

/** Requests of an account; over this, they are told to come again later. */
const rateLimit = z.strictObject({
  /** 0: no limit. */
  perSecond: z.int().min(0).max(1_000_000).default(100),
  /** So many may come at once. */
  burst: z.int().min(1).max(1_000_000).default(1000),
});

const signalwire = z.strictObject({
  /** Whose shape answers have. */
  flavour: z.enum(['signalwire', 'twilio']).default('signalwire'),
  tokens: z
    .array(z.strictObject({ token: secret, scopes: z.array(text).default(['voice']) }))
    .default([]),
  /** Signs callbacks, so that it cannot be a hash. */
  signingKey: text
    .refine((key) => !key.startsWith('scrypt:'), 'must be plain: callbacks are signed with it')
    .exactOptional(),
  mediaRequiresAuth: z.boolean().default(false),
  rateLimit: rateLimit.prefault({}),
});

/** How the calls of a line are captured that records by itself. */
const lineRecording = z.strictObject({
  channels: z.literal([1, 2]).default(1),
  beep: z.boolean().default(false),
  /** 0: no limit. */
  maxDurationMs: z.int().min(0).default(0),
});

const line = z.strictObject({
  deviceName: text,
  directoryNumber: text,
  monitorable: z.boolean().default(true),
  recordingMode: z.enum(['automatic', 'on-demand', 'live-keep']).default('on-demand'),
  recording: lineRecording.prefault({}),
});

const imagicleUser = z.strictObject({
  username: text.refine((name) => !name.includes(':'), 'must not contain a colon'),
  password: secret,
  numericUserId: text.exactOptional(),
  firstName: text.exactOptional(),
  lastName: text.exactOptional(),
  group: text.exactOptional(),
  department: text.exactOptional(),
  level: z.literal([1, 2, 10]).default(1),
  lines: z.array(line).default([]),
});

const imagicle = z.strictObject({
  /** Zone of the times without an offset that this API prints, and reads. */
  timeZone: text.default('UTC').refine(isTimeZone, 'must be an IANA time zone'),
  /** The most completed recordings that a list has whose client gives no page size. */
  listLimit: z.int().min(1).max(10_000).default(1000),
  users: z.array(imagicleUser).default([]),
});

/** How an account's calls are recorded where nobody asks otherwise. */
const accountRecording = z.strictObject({
  /** Which side of the call is left in stereo. */
  stereo: z.enum(['remote-left', 'local-left']).default('remote-left'),
});

const account = z.strictObject({
  id: uuid,
  alias: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, 'must be AC and 32 hexadecimal digits')
    .exactOptional(),
  name: text,
  api: z.strictObject({ keys: z.array(apiKey).default([]) }).prefault({}),
  asterisk: asterisk.prefault({}),
  signalwire: signalwire.prefault({}),
  imagicle: imagicle.prefault({}),
  recording: accountRecording.prefault({}),
  retention: retention.prefault({}),
});

const audiosocket = z.strictObject({
  ...listener('127.0.0.1', 9092),
  /** Name or id of the account that its calls belong to; may be left out when there is only one. */
  account: text.exactOptional(),
  /** What to do with a UUID that nobody described before. */
  unknownSessions: z.enum(['accept', 'refuse']).default('accept'),
});

const upgradePath = z
  .string()
  .regex(/^(\/[A-Za-z0-9._~-]+)+$/, 'must be a path such as /media-streams');

const mediaStreams = z.strictObject({
  path: upgradePath.default('/media-streams'),
  account: text.exactOptional(),
  token: bearerKey.exactOptional(),
  /** Byte order of L16, which no vendor documents. */
  l16Endian: z.enum(['little', 'big']).default('little'),
});

const asteriskWebsocket = z.strictObject({
  path: upgradePath.default('/asterisk-media'),
  account: text.exactOptional(),
  username: text.refine((name) => !name.includes(':'), 'must not contain a colon').exactOptional(),
  password: secret.exactOptional(),
  /** Shown as a parameter of the URI, where Basic authentication cannot be configured. */
  token: secret.exactOptional(),
  unknownSessions: z.enum(['accept', 'refuse']).default('accept'),
  /** Hosts of PBXs that we may connect to, with or without a port. */
  dialHosts: z.array(text).default([]),
});

/** Everything that can be configured; docs/configuration.md explains each setting. */
export const configSchema = z
  .strictObject({
    dataDir: text.default('./data'),
    http: z
      .strictObject({
        ...listener('127.0.0.1', 8088),
        /** Where receivers of callbacks reach the APIs; where they are listened for if not given. */
        publicUrl: baseUrl.exactOptional(),
        /** Proxies that are believed when they say whose request they pass on. */
        trustedProxies: z.array(network).default([]),
      })
      .prefault({}),
    accounts: z.array(account).min(1),
    sources: z
      .strictObject({
        audiosocket: audiosocket.exactOptional(),
        mediaStreams: mediaStreams.exactOptional(),
        asteriskWebsocket: asteriskWebsocket.exactOptional(),
      })
      .prefault({}),
    recording: z
      .strictObject({
        flushIntervalMs: z.int().min(50).max(60_000).default(1000),
        fsyncIntervalMs: z.int().min(100).max(600_000).default(5000),
        /** New recordings are refused while the disk has less free space. */
        minFreeBytes: z
          .int()
          .min(0)
          .default(100 * 1024 * 1024),
        /** New recordings are refused when the event loop is later, in two seconds in a row and under load. */
        maxLoopDelayMs: z.int().min(1).max(10_000).default(250),
        /** How long a call whose stream broke off waits for its peer to come back. */
        reconnectMs: z.int().min(0).max(600_000).default(5000),
      })
      .prefault({}),
    renditions: z
      .strictObject({
        /** Worker threads that encode MP3. */
        workers: z.int().min(1).max(64).default(1),
        /** Kept renditions are deleted, least recently used first, beyond this size. */
        cacheBytes: z
          .int()
          .min(0)
          .default(1024 * 1024 * 1024),
        /** When the MP3 of a recording is made: when somebody asks for it, or when it ends. */
        mp3: z.enum(['on-demand', 'at-end']).default('on-demand'),
      })
      .prefault({}),
    webhooks: webhooks.prefault({}),
    shutdown: z.strictObject({ graceMs: z.int().min(0).default(10_000) }).prefault({}),
    log: z
      .strictObject({
        level: z
          .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
          .default('info'),
      })
      .prefault({}),
  })
  .superRefine((config, context) => {
    for (const { path, message } of brokenRules(config)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });

/** The configuration as the program uses it: checked, with every default filled in. */
export type Config = z.output<typeof configSchema>;
/** The configuration as people write it. */
export type ConfigInput = z.input<typeof configSchema>;
export type AccountConfig = Config['accounts'][number];

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
