import { randomBytes, randomUUID, scryptSync } from 'node:crypto';
import type { ConfigInput } from '@tricord/gateway';
import { ACCOUNT_ID } from '@tricord/lab';
import { afterEach, describe, expect, test } from 'vitest';
import { countOf, reportAttack } from './attack-report.ts';
import { type Answer, AttackedGateway, basic } from './attacked-gateway.ts';

let tricord: AttackedGateway;
afterEach(() => tricord.close());

const LAML = `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}/Recordings.json`;
const IMAGICLE = '/fw/Apps/Recorder/WebAPI/Recordings?page=1&pageSize=1';
const NUMBERS = [0, 1, 2, 3, 4, 5] as const;

/** A way to log in. */
interface Way {
  readonly name: string;
  readonly login: (user: string, password: string) => Promise<Answer>;
  /** The status of a right login. */
  readonly ok: number;
}

const get = (path: string, authorization: string) =>
  tricord.ask(path, { headers: { authorization } });

const APIS: readonly Way[] = [
  { name: 'native', ok: 200, login: (_, key) => get('/api/v1/recordings', `Bearer ${key}`) },
  {
    name: 'native by Basic',
    ok: 200,
    login: (user, password) => get('/api/v1/recordings', basic(user, password)),
  },
  {
    name: 'ARI by Basic',
    ok: 200,
    login: (user, password) => get('/ari/recordings/stored', basic(user, password)),
  },
  {
    name: 'ARI by api_key',
    ok: 200,
    login: (user, password) => tricord.ask(`/ari/channels?api_key=${user}:${password}`),
  },
  // A token belongs to an account, so its user name is the account's id.
  {
    name: 'LaML',
    ok: 200,
    login: (user, token) => get(LAML, basic(user.startsWith('user') ? ACCOUNT_ID : user, token)),
  },
  { name: 'Imagicle', ok: 200, login: (user, password) => get(IMAGICLE, basic(user, password)) },
];

const WEB_SOCKETS: readonly Way[] = [
  {
    name: 'ARI events',
    ok: 101,
    login: (user, password) =>
      tricord.connect('/ari/events?app=recorder', { authorization: basic(user, password) }),
  },
  {
    name: 'Media Streams',
    ok: 101,
    login: (_, token) => tricord.connect('/media-streams', { authorization: `Bearer ${token}` }),
  },
  {
    name: "Asterisk's media by Basic",
    ok: 101,
    login: (user, password) =>
      tricord.connect('/asterisk-media', { authorization: basic(user, password) }),
  },
  {
    name: "Asterisk's media by token",
    ok: 101,
    login: (_, token) => tricord.connect(`/asterisk-media?token=${token}`),
  },
];

const passwordOf = (i: number) => `password-${i}`;

/** A hash that costs a sixteenth of what `tricord hash` makes. */
function cheapHash(secret: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(secret, salt, 32, { N: 1024, r: 8, p: 1 });
  return `scrypt:1024:8:1:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

/** All secrets are hashes: that of `user0` is of `password-0`, and so on. */
function hashed(config: ConfigInput): ConfigInput {
  const [account] = config.accounts;
  if (account === undefined) throw new Error('no account');
  const secrets = NUMBERS.map((i) => cheapHash(passwordOf(i)));
  const [first = ''] = secrets;
  const users = secrets.map((password, i) => ({ username: `user${i}`, password }));
  return {
    ...config,
    accounts: [
      {
        ...account,
        api: { keys: secrets.map((key) => ({ key })) },
        asterisk: { users },
        signalwire: { tokens: secrets.map((token) => ({ token })) },
        users: users.map((user) => ({ ...user, role: 'manager' as const })),
      },
    ],
    sources: {
      mediaStreams: [{ token: first }],
      asteriskWebsocket: [{ username: 'user0', password: first, token: first }],
    },
  };
}

const openHashed = async (http: ConfigInput['http'] = {}) => {
  tricord = await AttackedGateway.open((config) => ({
    ...hashed(config),
    http: { ...config.http, ...http },
  }));
};

async function counted(api: string): Promise<number> {
  const { body } = await tricord.ask('/metrics');
  const counts = body.matchAll(
    /^http_logins_refused_total\{api="(\w+)",result="throttled"\} (\d+)/gm,
  );
  return [...counts].reduce((sum, [, name, count]) => sum + (name === api ? Number(count) : 0), 0);
}

describe.each([...APIS, ...WEB_SOCKETS])('$name', ({ name, login, ok }) => {
  test('throttles wrong logins, and accepts credentials that were right before', async () => {
    await openHashed();
    expect((await login('user0', passwordOf(0))).status).toBe(ok);
    const answers: Answer[] = [];
    for (let i = 0; i < 70; i += 1) answers.push(await login('user0', `guess-${i}`));
    const counts = countOf(answers.map(({ status }) => status));
    reportAttack(`wrong passwords, ${name}`, counts);
    expect(Object.keys(counts)).toEqual(['401', '429']);
    expect(counts['401']).toBeLessThanOrEqual(50);
    const retry = Number(answers.at(-1)?.headers['retry-after']);
    expect(retry).toBeGreaterThan(0);
    expect(retry).toBeLessThanOrEqual(300);
    for (let i = 0; i < 3; i += 1) {
      expect((await login('user0', passwordOf(0))).status).toBe(ok);
    }
    const throttled = tricord.logged.filter((line) => line.includes('are throttled'));
    expect(throttled.length).toBeLessThanOrEqual(1);
  });
});

test.each(APIS)('$name: 90 clients with random names do not prevent a first login', async (way) => {
  await openHashed();
  let attacking = true;
  const statuses: number[] = [];
  const attackers = Array.from({ length: 90 }, async () => {
    while (attacking) {
      statuses.push((await way.login(randomUUID(), randomUUID())).status);
    }
  });
  // Until the attack is in full swing.
  while (statuses.length < 90) await new Promise((resolve) => setImmediate(resolve));
  const first: number[] = [];
  for (const i of NUMBERS) first.push((await way.login(`user${i}`, passwordOf(i))).status);
  attacking = false;
  await Promise.all(attackers);
  reportAttack(`90 strangers, ${way.name}`, {
    ...countOf(statuses),
    'of 6 first logins let in': first.filter((status) => status === way.ok).length,
  });
  expect(first).toEqual(NUMBERS.map(() => way.ok));
  expect(statuses).not.toContain(way.ok);
});

test('attacks on a user from some addresses do not affect logins from others', async () => {
  await openHashed();
  const from = (address: string, password: string) =>
    tricord.ask(IMAGICLE, { headers: { authorization: basic('user0', password) }, from: address });
  const statuses: number[] = [];
  for (let i = 0; i < 120; i += 1) {
    statuses.push((await from(`127.0.1.${i % 12}`, `guess-${i}`)).status);
  }
  reportAttack('one user, 12 addresses', countOf(statuses));
  expect((await from('127.0.1.3', passwordOf(0))).status).toBe(429);
  expect((await from('127.0.0.1', passwordOf(0))).status).toBe(200);
  expect(await counted('imagicle')).toBeGreaterThan(0);
});

test('a client cannot claim another address, unless it is a trusted proxy', async () => {
  const guess = (i: number) =>
    tricord.ask(IMAGICLE, {
      headers: { authorization: basic('user0', `guess-${i}`), 'x-forwarded-for': `192.0.2.${i}` },
    });
  for (const [http, last] of [
    [{}, 429],
    [{ trustedProxies: ['127.0.0.1'] }, 401],
  ] as const) {
    await openHashed({ ...http, trustedProxies: [...(http.trustedProxies ?? [])] });
    const statuses: number[] = [];
    for (let i = 0; i < 15; i += 1) statuses.push((await guess(i)).status);
    expect(statuses.at(-1)).toBe(last);
    if (last === 429) await tricord.close();
  }
});
