import {
  type AccountSection,
  type AccountWith,
  type BrokenRule,
  bothOrNeither,
  type PlacedValue,
  plainSecret,
  repeated,
  type SettingPath,
  secret,
  seen,
  text,
  username,
} from '@tricord/http-kit';
import { z } from 'zod';
import { TECHNOLOGIES } from './mappers/channel.ts';

const user = z.strictObject({
  username,
  password: secret,
  readOnly: z.boolean().default(false),
});

/** ARI separates names by commas. */
const applicationName = text.refine((name) => !name.includes(','), 'must not contain a comma');

/** An HTTP token (RFC 9110, 5.6.2), as RFC 6455 requires. */
const subprotocol = text.regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be a token of HTTP');

const outbound = z.strictObject({
  url: z
    .url({ protocol: /^wss?$/, error: 'must be a URL of ws: or wss:' })
    .refine((url) => !url.includes('#'), 'must not have a fragment'),
  applications: z.array(applicationName).min(1),
  /** The user of this account with whose rights the application's requests are made. */
  user: text,
  subscribeAll: z.boolean().default(false),
  protocols: z
    .array(subprotocol)
    .min(1)
    .refine((names) => new Set(names).size === names.length, 'must not name one twice')
    .default(['ari']),
  username: username.exactOptional(),
  password: plainSecret('it is sent').exactOptional(),
});

const sourceName = text.refine(
  (name) => TECHNOLOGIES.has(name),
  `must be one of ${[...TECHNOLOGIES.keys()].join(', ')}`,
);

/** A further application that calls enter. */
const enteredApplication = z.strictObject({
  name: applicationName,
  /** The sources whose calls enter it. */
  sources: z.array(sourceName).default([]),
});

const settings = z.strictObject({
  application: applicationName.default('recorder'),
  applications: z.array(enteredApplication).default([]),
  allowedOrigins: z.array(text).default([]),
  users: z.array(user).default([]),
  /** Outbound applications, which we connect to. */
  outbound: z.array(outbound).default([]),
});

/** `accounts[].asterisk` */
export const asteriskSection = {
  name: 'asterisk' as const,
  schema: settings,
  rules: brokenRules,
  first: ({ secret }) => `asterisk:
  application: recorder # what clients of ARI connect with to hear of calls
  users:
    - { username: asterisk, password: ${secret()} }
`,
} satisfies AccountSection;

/** An account with its ARI users and applications. */
export type AsteriskAccount = Pick<AccountWith<typeof asteriskSection>, 'id' | 'name' | 'asterisk'>;

const seenAccounts = seen.list(
  seen.part({
    asterisk: seen.part({
      users: seen.list(seen.part({ username: seen.text })),
      application: seen.text,
      applications: seen.list(seen.part({ name: seen.text, sources: seen.list(seen.text) })),
      outbound: seen.list(
        seen.part({
          user: seen.text,
          username: seen.text,
          password: seen.text,
          applications: seen.list(seen.text),
        }),
      ),
    }),
  }),
);
type Seen = NonNullable<z.output<typeof seenAccounts>>[number];

function brokenRules(accounts: readonly unknown[]): BrokenRule[] {
  const all = seenAccounts.parse(accounts) ?? [];
  // ARI's URLs contain no account, so the user identifies it.
  const users = all.flatMap((account, i) =>
    (account?.asterisk?.users ?? []).map(
      (user, j): PlacedValue => [user?.username, at(i, 'users', j, 'username')],
    ),
  );
  return [
    ...repeated(users, (name) => `the ARI user name ${name} is used twice`),
    ...all.flatMap(applicationRules),
    ...all.flatMap(outboundRules),
  ];
}

function applicationRules(account: Seen, i: number): BrokenRule[] {
  const { application = 'recorder', applications = [] } = account?.asterisk ?? {};
  const names = applications.map(
    (entered, j): PlacedValue => [entered?.name, at(i, 'applications', j, 'name')],
  );
  const sources = applications.flatMap((entered, j) =>
    (entered?.sources ?? []).map(
      (source, k): PlacedValue => [source, at(i, 'applications', j, 'sources', k)],
    ),
  );
  return [
    ...repeated(
      [[application, at(i, 'application')], ...names],
      (name) => `the application ${name} is configured twice`,
    ),
    ...repeated(sources, (source) => `calls of ${source} enter two applications`),
  ];
}

function outboundRules(account: Seen, i: number): BrokenRule[] {
  const { users = [], outbound = [] } = account?.asterisk ?? {};
  const broken = outbound.flatMap((dialed = {}, j): BrokenRule[] => {
    const { user } = dialed;
    const known = user === undefined || users.some((candidate) => candidate?.username === user);
    const path = at(i, 'outbound', j, 'user');
    return [
      ...(known ? [] : [{ path, message: `the account has no ARI user ${user}` }]),
      ...bothOrNeither(dialed, at(i, 'outbound', j)),
    ];
  });
  // An application can have only one client.
  const applications = outbound.flatMap((dialed, j) =>
    (dialed?.applications ?? []).map(
      (name, k): PlacedValue => [name, at(i, 'outbound', j, 'applications', k)],
    ),
  );
  return [
    ...broken,
    ...repeated(applications, (name) => `the application ${name} is dialed twice`),
  ];
}

function at(account: number, ...rest: SettingPath): SettingPath {
  return ['accounts', account, 'asterisk', ...rest];
}
