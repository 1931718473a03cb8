import {
  type AccountSection,
  type AccountWith,
  type BrokenRule,
  type PlacedValue,
  plainSecret,
  repeated,
  secret,
  seen,
  text,
} from '@tricord/http-kit';
import { z } from 'zod';
import { unknownField } from './mappers/download-name.ts';

/** The rate limit of an account; further requests get a 429. */
const rateLimit = z.strictObject({
  /** 0: no limit. */
  perSecond: z.int().min(0).max(1_000_000).default(100),
  /** Maximum size of a burst. */
  burst: z.int().min(1).max(1_000_000).default(1000),
});

const scopes = z.array(text).default(['voice']);

/** A key that is its own user name, as Twilio has them. */
const apiKey = z.strictObject({
  sid: z.string().regex(/^SK[0-9a-f]{32}$/, 'must be SK and 32 hexadecimal digits'),
  secret,
  scopes,
});

const settings = z.strictObject({
  /** The vendor whose response format is used; default: that of the AccountSid by which the account is asked. */
  flavor: z.enum(['signalwire', 'twilio']).exactOptional(),
  tokens: z.array(z.strictObject({ token: secret, scopes })).default([]),
  apiKeys: z.array(apiKey).default([]),
  signingKey: plainSecret('callbacks are signed with it').exactOptional(),
  /** Of recordings whose create does not say. */
  recordingChannels: z.enum(['mono', 'dual']).default('mono'),
  /** Of attachments, without an extension. */
  downloadName: text
    .superRefine((template, context) => {
      const unknown = unknownField(template);
      if (unknown !== undefined) {
        context.addIssue({ code: 'custom', message: `names ${unknown}, which there is not` });
      }
    })
    .default('{date}_{time}_{from}_{to}_{sid}'),
  mediaRequiresAuth: z.boolean().default(false),
  rateLimit: rateLimit.prefault({}),
});

/** `accounts[].signalwire`; an account's alias is its AccountSid for Twilio's SDK. */
export const signalwireSection = {
  name: 'signalwire' as const,
  schema: settings,
  rules: brokenRules,
  warnings: openMedia,
  first: ({ id, secret }) => `alias: AC${id.replaceAll('-', '')} # AccountSid for Twilio's SDK
signalwire: # AccountSid of the LaML API: the account's id
  tokens:
    - { token: ${secret()} }
`,
} satisfies AccountSection;

/** An account with its tokens and response format. */
export type SignalwireAccount = Pick<
  AccountWith<typeof signalwireSection>,
  'id' | 'alias' | 'name' | 'cors' | 'signalwire'
>;

/** The settings of the dialect in an account. */
export type SignalwireSettings = SignalwireAccount['signalwire'];

/** Twilio and SignalWire serve audio without credentials by default, and so do we. */
function openMedia(accounts: readonly unknown[]): BrokenRule[] {
  return (accounts as readonly SignalwireAccount[]).flatMap(({ signalwire }, i) =>
    signalwire.tokens.length === 0 || signalwire.mediaRequiresAuth
      ? []
      : [
          {
            path: ['accounts', i, 'signalwire', 'mediaRequiresAuth'],
            message: 'everybody who knows the URL of a recording can fetch its audio',
          },
        ],
  );
}

const seenAccounts = seen.list(
  seen.part({
    alias: seen.text,
    signalwire: seen.part({ apiKeys: seen.list(seen.part({ sid: seen.text })) }),
  }),
);

function brokenRules(accounts: readonly unknown[]): BrokenRule[] {
  const all = seenAccounts.parse(accounts) ?? [];
  return [...badAliases(all), ...repeated(placedKeys(all), () => 'is the sid of another key')];
}

type Seen = NonNullable<z.output<typeof seenAccounts>>;

/** Twilio's SDK validates the AccountSid. */
function badAliases(accounts: Seen): BrokenRule[] {
  return accounts.flatMap((account, i) => {
    const alias = account?.alias;
    if (alias === undefined || /^AC[0-9a-f]{32}$/.test(alias)) return [];
    const path = ['accounts', i, 'alias'];
    return [{ path, message: 'must be AC and 32 hexadecimal digits' }];
  });
}

/** The sid alone says whose key it is. */
function placedKeys(accounts: Seen): PlacedValue[] {
  return accounts.flatMap((account, i) =>
    (account?.signalwire?.apiKeys ?? []).map(
      (key, k): PlacedValue => [key?.sid, ['accounts', i, 'signalwire', 'apiKeys', k, 'sid']],
    ),
  );
}
