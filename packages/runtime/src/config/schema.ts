import { DEFAULT_LOGIN_LIMITS, text } from '@tricord/http-kit';
import { z } from 'zod';
import { mail } from './mail-schema.ts';
import { retention } from './retention-schema.ts';
import { listener, sources } from './sources-schema.ts';
import { user } from './users-schema.ts';
import { baseUrl, network, webhooks } from './webhooks-schema.ts';

const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a UUID')
  .transform((value) => value.toLowerCase());
/** As browsers send it (RFC 6454, 6.2). */
const origin = text.refine(
  (value) => value === '*' || (/^https?:/.test(value) && URL.parse(value)?.origin === value),
  'must be an origin, such as https://console.example.com, or *',
);
const wrongLogins = (limit: number) => z.int().min(1).default(limit);
/** How an account's calls are recorded by default. */
const accountRecording = z.strictObject({
  /** Which side of the call is the left channel in stereo. */
  stereo: z.enum(['remote-left', 'local-left']).default('remote-left'),
});

/** An account's settings, besides those of the dialects; docs/configuration.md explains each. */
export const account = z.strictObject({
  id: uuid,
  /** A second id, for clients that require their own format of account ids. */
  alias: text.exactOptional(),
  name: text,
  users: z.array(user).default([]),
  /** Whose web pages may use the APIs of the account; ARI has a setting of its own. */
  cors: z.strictObject({ origins: z.array(origin).default([]) }).prefault({}),
  recording: accountRecording.prefault({}),
  retention: retention.prefault({}),
});

/** All settings besides those of the dialects. */
export const settings = z.strictObject({
  dataDir: text.default('./data'),
  http: z
    .strictObject({
      ...listener({ host: '127.0.0.1', port: 8088 }),
      /** Files in PEM; serves HTTPS alone. */
      tls: z.strictObject({ cert: text, key: text }).exactOptional(),
      /** Where receivers of callbacks reach the APIs; the listening address if not set. */
      publicUrl: baseUrl.exactOptional(),
      /** Proxies whose `X-Forwarded-For` is trusted. */
      trustedProxies: z.array(network).default([]),
      /** Wrong logins within `windowMs` from the first one, beyond which they are throttled. */
      wrongLogins: z
        .strictObject({
          perAddress: wrongLogins(DEFAULT_LOGIN_LIMITS.perAddress),
          perUser: wrongLogins(DEFAULT_LOGIN_LIMITS.perUser),
          perUserAndAddress: wrongLogins(DEFAULT_LOGIN_LIMITS.perUserAndAddress),
          windowMs: z.int().min(1000).max(86_400_000).default(DEFAULT_LOGIN_LIMITS.windowMs),
        })
        .prefault({}),
    })
    .prefault({}),
  /** Where health, metrics and the reference of the APIs are served, and nowhere else; with the APIs if not given. */
  ops: z.strictObject(listener({ host: '127.0.0.1', port: 9464 })).exactOptional(),
  accounts: z.array(account).min(1),
  sources: sources.prefault({}),
  recording: z
    .strictObject({
      flushIntervalMs: z.int().min(50).max(60_000).default(1000),
      fsyncIntervalMs: z.int().min(100).max(600_000).default(5000),
      /** New recordings are refused while the disk has less free space. */
      minFreeBytes: z
        .int()
        .min(0)
        .default(100 * 1024 * 1024),
      /** New recordings are refused when the event loop lags more than this in two consecutive seconds under load. */
      maxLoopDelayMs: z.int().min(1).max(10_000).default(250),
      /** How long a call whose stream broke off waits for its peer to reconnect. */
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
      /** When the MP3 of a recording is made: at the first request, or when the recording ends. */
      mp3: z.enum(['on-demand', 'at-end']).default('on-demand'),
    })
    .prefault({}),
  webhooks: webhooks.prefault({}),
  /** Mails users of new recordings. */
  mail: mail.exactOptional(),
  /** How far back clients can follow what happened to recordings. */
  events: z
    .strictObject({
      keepMs: z
        .int()
        .min(0)
        .default(24 * 3_600_000),
      /** Of all accounts together. */
      keepCount: z.int().min(0).default(100_000),
    })
    .prefault({}),
  shutdown: z.strictObject({ graceMs: z.int().min(0).default(10_000) }).prefault({}),
  log: z
    .strictObject({
      level: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
      /** `auto`: `pretty` on a terminal, else `json`. */
      format: z.enum(['auto', 'pretty', 'json']).default('auto'),
    })
    .prefault({}),
});
