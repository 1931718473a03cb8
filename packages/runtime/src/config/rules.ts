import { z } from 'zod';

type Path = readonly (string | number)[];

/** A rule between settings that does not hold, and the setting to change. */
export interface BrokenRule {
  readonly path: Path;
  readonly message: string;
}

/** A value and where it stands. */
type Placed = readonly [value: string | undefined, path: Path];

// What the rules look at. Whatever is malformed is left out here: the schema names it already.
const text = z.string().optional().catch(undefined);
const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object(shape).optional().catch(undefined);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).optional().catch(undefined);
const named = part({ users: list(part({ username: text })) });
const listener = { host: text, port: z.number().optional().catch(undefined) };

const seen = part({
  http: part(listener),
  accounts: list(
    part({
      id: text,
      alias: text,
      name: text,
      api: part({ keys: list(part({ key: text })) }),
      asterisk: part({
        users: list(part({ username: text })),
        outbound: list(
          part({ user: text, username: text, password: text, applications: list(text) }),
        ),
      }),
      imagicle: named,
    }),
  ),
  webhooks: part({ endpoints: list(part({ account: text })) }),
  sources: part({
    audiosocket: part({ ...listener, account: text }),
    mediaStreams: part({ path: text, account: text }),
    asteriskWebsocket: part({ path: text, account: text, username: text, password: text }),
  }),
});

type Seen = NonNullable<z.output<typeof seen>>;

/**
 * The rules that hold between settings. Takes any value, also one that breaks the schema, so that a
 * broken configuration shows all of its problems at once.
 */
export function brokenRules(config: unknown): readonly BrokenRule[] {
  const settings = seen.parse(config);
  if (settings === undefined) return [];
  return [
    ...uniqueness(settings),
    ...outboundRules(settings),
    ...sourceRules(settings),
    ...webhookRules(settings),
  ];
}

function uniqueness({ accounts = [] }: Seen): BrokenRule[] {
  const at = (i: number, ...rest: Path): Path => ['accounts', i, ...rest];
  const users = (dialect: 'asterisk' | 'imagicle'): Placed[] =>
    accounts.flatMap((account, i) =>
      (account?.[dialect]?.users ?? []).map(
        (user, j): Placed => [user?.username, at(i, dialect, 'users', j, 'username')],
      ),
    );
  return [
    ...repeated(
      accounts.flatMap((account, i): Placed[] => [
        [account?.id?.toLowerCase(), at(i, 'id')],
        [account?.alias, at(i, 'alias')],
      ]),
      (id) => `the account id ${id} is used twice`,
    ),
    ...repeated(
      accounts.map((account, i): Placed => [account?.name, at(i, 'name')]),
      (name) => `the account name ${name} is used twice`,
    ),
    // These APIs carry no account in their URLs: the credentials alone say whose request it is.
    ...repeated(
      accounts.flatMap((account, i) =>
        (account?.api?.keys ?? []).map(
          (key, j): Placed => [key?.key, at(i, 'api', 'keys', j, 'key')],
        ),
      ),
      () => 'the key is used twice',
    ),
    ...repeated(users('asterisk'), (name) => `the ARI user name ${name} is used twice`),
    ...repeated(
      users('imagicle').map(([name, path]): Placed => [name?.toLowerCase(), path]),
      (name) => `the Imagicle user name ${name} is used twice`,
    ),
  ];
}

function repeated(values: readonly Placed[], message: (value: string) => string): BrokenRule[] {
  const before = new Set<string>();
  return values.flatMap(([value, path]) => {
    if (value === undefined) return [];
    if (before.has(value)) return [{ path, message: message(value) }];
    before.add(value);
    return [];
  });
}

function outboundRules({ accounts = [] }: Seen): BrokenRule[] {
  return accounts.flatMap((account, i) => {
    const { users = [], outbound = [] } = account?.asterisk ?? {};
    const at = (j: number, ...rest: Path): Path => [
      'accounts',
      i,
      'asterisk',
      'outbound',
      j,
      ...rest,
    ];
    const broken = outbound.flatMap((dialled, j): BrokenRule[] => {
      const { user, username, password } = dialled ?? {};
      const known = user === undefined || users.some((candidate) => candidate?.username === user);
      return [
        ...(known ? [] : [{ path: at(j, 'user'), message: `the account has no ARI user ${user}` }]),
        ...credentialRules(username, password, at(j)),
      ];
    });
    const applications = outbound.flatMap((dialled, j) =>
      (dialled?.applications ?? []).map((name, k): Placed => [name, at(j, 'applications', k)]),
    );
    // Only one client can have an application.
    return [
      ...broken,
      ...repeated(applications, (name) => `the application ${name} is dialled twice`),
    ];
  });
}

function credentialRules(
  username: string | undefined,
  password: string | undefined,
  path: Path,
): BrokenRule[] {
  if ((username === undefined) === (password === undefined)) return [];
  const missing = username === undefined ? 'username' : 'password';
  return [{ path: [...path, missing], message: 'is missing' }];
}

function sourceRules({ http, accounts = [], sources = {} }: Seen): BrokenRule[] {
  const { audiosocket, mediaStreams, asteriskWebsocket } = sources;
  const at = (name: string, setting: string): Path => ['sources', name, setting];
  const broken = Object.entries(sources).flatMap(([name, source]) =>
    source === undefined ? [] : accountRules(accounts, source.account, at(name, 'account')),
  );
  const { host, port } = audiosocket ?? {};
  if (port !== undefined && port !== 0 && port === http?.port && host === http.host) {
    const message = `port ${port} is taken by http.port`;
    broken.push({ path: at('audiosocket', 'port'), message });
  }
  const path = asteriskWebsocket?.path;
  if (path !== undefined && path === mediaStreams?.path) {
    const message = `${path} is taken by sources.mediaStreams.path`;
    broken.push({ path: at('asteriskWebsocket', 'path'), message });
  }
  const { username, password } = asteriskWebsocket ?? {};
  return [...broken, ...credentialRules(username, password, ['sources', 'asteriskWebsocket'])];
}

function webhookRules({ accounts = [], webhooks }: Seen): BrokenRule[] {
  return (webhooks?.endpoints ?? []).flatMap((endpoint, i) =>
    endpoint?.account === undefined
      ? []
      : accountRules(accounts, endpoint.account, ['webhooks', 'endpoints', i, 'account']),
  );
}

function accountRules(
  accounts: NonNullable<Seen['accounts']>,
  account: string | undefined,
  path: Path,
): BrokenRule[] {
  if (account === undefined) {
    return accounts.length > 1
      ? [{ path, message: 'must be given: there are several accounts' }]
      : [];
  }
  return accounts.some((a) => a?.name === account || a?.id === account)
    ? []
    : [{ path, message: `no account is called ${account}` }];
}
