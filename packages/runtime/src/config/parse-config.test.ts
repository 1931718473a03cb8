// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the notation itself is under test.
import { jukeboxSection } from '@tricord/testkit/jukebox';
import { describe, expect, test } from 'vitest';
import { configForm } from './config-form.ts';
import { parseConfig } from './parse-config.ts';
import { InvalidConfigError } from './problems.ts';

const ID = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const form = configForm([jukeboxSection]);
const MINIMAL = `accounts: [{ id: ${ID}, name: acme }]`;

function problemsOf(text: string, env: Record<string, string> = {}): readonly string[] {
  try {
    parseConfig(form, text, 'tricord.yaml', env);
  } catch (error) {
    if (error instanceof InvalidConfigError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

/** Each problem with its line. */
function linesOf(text: string): readonly string[] {
  try {
    parseConfig(form, text, 'tricord.yaml', {});
  } catch (error) {
    if (error instanceof InvalidConfigError) {
      return error.problems.map(({ line, message }) => `${line}: ${message}`);
    }
    throw error;
  }
  return [];
}

describe('a good configuration', () => {
  test('needs only an account; the rest has defaults', () => {
    const config = parseConfig(form, MINIMAL, 'tricord.yaml', {});
    expect(config).toMatchObject({
      dataDir: './data',
      http: { host: '127.0.0.1', port: 8088 },
      accounts: [{ id: ID, name: 'acme', users: [], jukebox: { loud: false, users: [] } }],
      sources: { audiosocket: [], mediaStreams: [], asteriskWebsocket: [] },
      recording: { flushIntervalMs: 1000, minFreeBytes: 104_857_600 },
      shutdown: { graceMs: 10_000 },
      log: { level: 'info' },
    });
  });

  test('accepts ids in any case and keeps them in lower case', () => {
    const text = MINIMAL.replace(ID, ID.toUpperCase());
    expect(parseConfig(form, text, 'tricord.yaml', {}).accounts[0]?.id).toBe(ID);
  });
});

describe('the environment', () => {
  const withPassword = (password: string) =>
    `accounts: [{ id: ${ID}, name: acme, jukebox: { users: [{ username: u, password: ${password} }] } }]`;
  const passwordOf = (text: string, env: Record<string, string>) =>
    parseConfig(form, text, 'tricord.yaml', env).accounts[0]?.jukebox.users[0]?.password;

  test('substitutes ${NAME}, whatever characters the value has', () => {
    const secret = `a: "b' #\n{c}\${KEY}`;
    expect(passwordOf(withPassword('"pre-${KEY}-post"'), { KEY: secret })).toBe(
      `pre-${secret}-post`,
    );
  });

  test('leaves $${NAME} as ${NAME}', () => {
    expect(passwordOf(withPassword('"$${KEY}"'), { KEY: 'no' })).toBe('${KEY}');
  });

  test('substitutes numbers and booleans where the schema requires them', () => {
    const text = `http: { port: "\${PORT}" }
accounts: [{ id: ${ID}, name: "\${NAME}", jukebox: { loud: "\${AUTH}" } }]`;
    const config = parseConfig(form, text, 'tricord.yaml', {
      PORT: '9000',
      NAME: '42',
      AUTH: 'true',
    });
    expect(config.http.port).toBe(9000);
    expect(config.accounts[0]?.name).toBe('42');
    expect(config.accounts[0]?.jukebox.loud).toBe(true);
  });

  test('does not turn a quoted number of the file itself into a number', () => {
    expect(problemsOf(`http: { port: "9000" }\n${MINIMAL}`)).toEqual([
      'http.port: must be a number',
    ]);
  });

  test('a missing variable is one problem at its path, without a second one about the value', () => {
    expect(problemsOf(`http: { port: "\${PORT}" }\n${withPassword('"${KEY}"')}`)).toEqual([
      'http.port: environment variable PORT is not set',
      'accounts[0].jukebox.users[0].password: environment variable KEY is not set',
    ]);
  });

  test('properties that every object has are not variables', () => {
    expect(problemsOf(withPassword('"${constructor}"'))).toEqual([
      'accounts[0].jukebox.users[0].password: environment variable constructor is not set',
    ]);
  });

  test('refuses a reference that names no variable', () => {
    expect(problemsOf(withPassword('"${a-b}"'))[0]).toMatch(
      /^accounts\[0\]\.jukebox\.users\[0\]\.password: \$\{…\} must hold the name/,
    );
  });
});

describe('a broken configuration', () => {
  test('a user name is used twice if only its accents are written otherwise', () => {
    const users = '[{ username: "\u00e4nn" }, { username: "A\u0308nn" }]';
    const text = MINIMAL.replace('name: acme', `name: acme, users: ${users}`);
    expect(problemsOf(text)).toContainEqual(
      expect.stringMatching(/^accounts\[0\].users\[1\].username: .* twice/),
    );
  });

  test('shows every problem at once, each with its path', () => {
    const text = `
htpp: { port: 1 }
http: { port: 70000 }
accounts:
  - id: not-a-uuid
    name: acme
    users: [{ username: "a:b", role: boss }, { username: "A:B" }]
    jukebox:
      users: [{ username: dj, password: 12 }, { username: dj }]
    asterisk: {}
  - { id: ${ID}, name: acme, alias: "" }
sources: { audiosocket: [{ account: nobody }] }
recording: { flushIntervalMs: 1.5 }
log: { level: loud }
`;
    expect([...problemsOf(text)].sort()).toEqual([
      'accounts[0].asterisk: is not a known setting',
      'accounts[0].id: must be a UUID',
      'accounts[0].jukebox.users[0].password: must be a text (put numbers in quotes)',
      'accounts[0].jukebox.users[1].password: is missing',
      'accounts[0].jukebox.users[1].username: the jukebox user name dj is used twice',
      'accounts[0].users[0].role: must be one of recorder, reader, manager',
      'accounts[0].users[0].username: must not contain a colon',
      'accounts[0].users[1].username: must not contain a colon',
      'accounts[0].users[1].username: the user name a:b is used twice',
      'accounts[1].alias: must not be empty',
      'accounts[1].name: the account name acme is used twice',
      'htpp: is not a known setting',
      'http.port: must be at most 65535',
      'log.level: must be one of fatal, error, warn, info, debug, trace, silent',
      'recording.flushIntervalMs: must be a whole number',
      'sources.audiosocket[0].account: no account is called nobody',
    ]);
  });

  test('has the line of each problem, in the order of the file', () => {
    const text = `log:
  level: loud
http: { port: 70000,
  hots: x }
base: &base
  name: [1]
accounts:
  - id: ${ID}
    users:
      - username: ann
        role: boss
      - role: recorder
  - *base
`;
    expect(linesOf(text)).toEqual([
      '2: log.level: must be one of fatal, error, warn, info, debug, trace, silent',
      '3: http.port: must be at most 65535',
      '4: http.hots: is not a known setting',
      '5: base: is not a known setting',
      '6: accounts[1].name: must be a text (put numbers in quotes)',
      '8: accounts[0].name: is missing',
      '11: accounts[0].users[0].role: must be one of recorder, reader, manager',
      '12: accounts[0].users[1].username: is missing',
      '13: accounts[1].id: is missing',
    ]);
  });

  test.each([
    ['', 'the file is empty'],
    ['just text', 'must be a mapping'],
    ['{}', 'accounts: is missing'],
    ['accounts: []', 'accounts: must not be empty'],
    ['accounts: {}', 'accounts: must be a list'],
  ])('%j is refused', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  test('reports a port that two listeners share', () => {
    const text = `${MINIMAL}\nhttp: { port: 9092 }\nsources: { audiosocket: [{ port: 9092 }] }`;
    expect(problemsOf(text)).toEqual([
      'sources.audiosocket[0].port: port 9092 is taken by http.port',
    ]);
  });

  test('reports ports and paths that listeners of one kind share, also by default', () => {
    const text = `${MINIMAL}
sources:
  audiosocket: [{ port: 9092 }, { host: 0.0.0.0 }, { host: 127.0.0.2 }, { port: 0 }, { port: 0 }]
  mediaStreams: [{}, { path: /b }, { path: /media-streams }]
  asteriskWebsocket: [{ path: /b }, {}]`;
    const clashes = [
      'sources.audiosocket[1].port: port 9092 is taken by sources.audiosocket[0].port',
      'sources.audiosocket[2].port: port 9092 is taken by sources.audiosocket[1].port',
      'sources.mediaStreams[2].path: /media-streams is taken by sources.mediaStreams[0].path',
      'sources.asteriskWebsocket[0].path: /b is taken by sources.mediaStreams[1].path',
    ];
    expect(problemsOf(text)).toEqual(clashes);
    expect(problemsOf(`${text}\nlog: { level: loud }`).slice(0, -1)).toEqual(clashes);
  });

  test('a source must name its account when there are several', () => {
    const other = ID.replace('7', '8');
    const text = `accounts: [{ id: ${ID}, name: a }, { id: ${other}, name: b }]\nsources: { audiosocket: [{}] }`;
    expect(problemsOf(text)).toEqual([
      'sources.audiosocket[0].account: must be given: there are several accounts',
    ]);
  });

  test('every other source must, too, and two sources need two paths', () => {
    const other = ID.replace('7', '8');
    const text = `accounts: [{ id: ${ID}, name: a }, { id: ${other}, name: b }]
sources:
  mediaStreams: [{ path: /media, account: nobody, token: has spaces }]
  asteriskWebsocket: [{ path: /media, username: pbx }]`;
    expect([...problemsOf(text)].sort()).toEqual([
      'sources.asteriskWebsocket[0].account: must be given: there are several accounts',
      'sources.asteriskWebsocket[0].password: is missing',
      'sources.asteriskWebsocket[0].path: /media is taken by sources.mediaStreams[0].path',
      'sources.mediaStreams[0].account: no account is called nobody',
      'sources.mediaStreams[0].token: may only hold letters, digits and ._~+/-',
    ]);
    expect(problemsOf(`${MINIMAL}\nsources: { mediaStreams: [{ path: media }] }`)).toEqual([
      'sources.mediaStreams[0].path: must be a path such as /media-streams',
    ]);
  });
});

describe('broken YAML', () => {
  test.each([
    ['accounts:\n  - id: "abc\n', /^\d+: Missing closing "quote \(column \d+\)$/],
    ['a: 1\na: 2\n', /^2: Map keys must be unique \(column 1\)$/],
    ['a: 1\n\tb: 2\n', /^2: Tabs are not allowed as indentation \(column 1\)$/],
    ['a: !secret x\n', /^1: Unresolved tag: !secret \(column 4\)$/],
    ['a: *nobody\n', /nobody/],
  ])('%j is reported by line and column', (text, problem) => {
    expect(linesOf(text)[0]).toMatch(problem);
  });

  test('does not show the lines around the mistake', () => {
    const text = 'password: hunter2\nother: [1\n';
    expect(problemsOf(text).join()).not.toContain('hunter2');
  });

  test('an alias inside of what it stands for is a problem of its line', () => {
    expect(linesOf('accounts: &a [*a]')).toEqual([
      '1: the alias *a stands inside of what it stands for',
    ]);
    const nested = 'http: &http { port: 1 }\nlog: *http\nsources: &s\n  webhooks:\n    - { x: *s }';
    expect(linesOf(nested)).toEqual(['5: the alias *s stands inside of what it stands for']);
  });

  test('aliases that multiply without bound are refused', () => {
    const levels = Array.from({ length: 9 }, (_, i) => {
      const refs = Array.from({ length: 9 }, () => (i === 0 ? 'x' : `*l${i - 1}`)).join(', ');
      return `l${i}: &l${i} [${refs}]`;
    });
    expect(problemsOf(levels.join('\n'))).toEqual([
      'Excessive alias count indicates a resource exhaustion attack',
    ]);
  });
});

test.each([
  ['https://console.example.com', true],
  ['http://localhost:3000', true],
  ['*', true],
  ['https://console.example.com/', false],
  ['console.example.com', false],
  ['https://Console.example.com', false],
  ['file:///', false],
])('%s as an origin of web pages: %s', (origin, right) => {
  const text = `accounts:\n  - { id: ${ID}, name: acme, cors: { origins: ["${origin}"] } }`;
  const message = 'must be an origin, such as https://console.example.com, or *';
  expect(problemsOf(text)).toEqual(right ? [] : [`accounts[0].cors.origins[0]: ${message}`]);
});
