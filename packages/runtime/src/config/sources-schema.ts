import { bearerKey, plainSecret, secret, text, username } from '@tricord/http-kit';
import { z } from 'zod';

const port = z.int().min(0).max(65_535);

/** Defaults of source settings. */
export const SOURCE_DEFAULTS = {
  audiosocket: { host: '127.0.0.1', port: 9092 },
  mediaStreams: { path: '/media-streams' },
  asteriskWebsocket: { path: '/asterisk-media' },
} as const;

/** Where to listen. */
export const listener = (defaults: { readonly host: string; readonly port: number }) => ({
  host: text.default(defaults.host),
  port: port.default(defaults.port),
});

/** Name or id of the account that a source's calls belong to; may be left out when there is only one. */
const account = text.exactOptional();

/** What to do with a call that was not announced. */
const unknownSessions = z.enum(['accept', 'refuse']).default('accept');

const audiosocket = z.strictObject({
  ...listener(SOURCE_DEFAULTS.audiosocket),
  account,
  unknownSessions,
});

const upgradePath = z
  .string()
  .regex(/^(\/[A-Za-z0-9._~-]+)+$/, 'must be a path such as /media-streams');

const mediaStreams = z.strictObject({
  path: upgradePath.default(SOURCE_DEFAULTS.mediaStreams.path),
  account,
  token: bearerKey.exactOptional(),
  /** The key by which the vendor signs its requests: Twilio's auth token. */
  signingKey: plainSecret('requests are checked with it').exactOptional(),
  /** Byte order of L16, which no vendor documents. */
  l16Endian: z.enum(['little', 'big']).default('little'),
});

const asteriskWebsocket = z.strictObject({
  path: upgradePath.default(SOURCE_DEFAULTS.asteriskWebsocket.path),
  account,
  username: username.exactOptional(),
  password: secret.exactOptional(),
  /** Sent as a parameter of the URI, where Basic authentication cannot be configured. */
  token: secret.exactOptional(),
  unknownSessions,
  /** Hosts of PBXs that we may connect to, with or without a port. */
  dialHosts: z.array(text).default([]),
});

/** The audio sources: several listeners of each kind, each for one account. */
export const sources = z.strictObject({
  audiosocket: z.array(audiosocket).default([]),
  mediaStreams: z.array(mediaStreams).default([]),
  asteriskWebsocket: z.array(asteriskWebsocket).default([]),
});
