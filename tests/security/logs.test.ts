import { ACCOUNT_ID, AUTHORIZATION } from '@tricord/lab';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportAttack } from './attack-report.ts';
import { AttackedGateway, basic } from './attacked-gateway.ts';

let tricord: AttackedGateway;
beforeEach(async () => {
  tricord = await AttackedGateway.open();
});
afterEach(() => tricord.close());

const SECRET = 'hunter2';

const PATHS = [
  '/ari/channels',
  '/ari/recordings/stored',
  '/ari/events',
  '/api/v1/recordings',
  '/fw/Apps/Recorder/WebAPI/Recordings',
  `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}/Recordings.json`,
  '/media-streams',
  '/asterisk-media',
  '/nowhere',
];

/** How people write a secret into a URL, rightly or wrongly. */
const TARGETS: readonly ((path: string) => string)[] = [
  (path) => `${path}?api_key=pbx:${SECRET}`,
  (path) => `${path}?API_KEY=pbx:${SECRET}&app=x`,
  (path) => `${path}?api%5Fkey=pbx:${SECRET}`,
  (path) => `${path}?%61pi_key=pbx:${SECRET}`,
  (path) => `${path}?app=x;api_key=pbx:${SECRET}`,
  (path) => `${path}?app=x;api_key=pbx:a;${SECRET}`,
  (path) => `${path}?app=x%26api_key=pbx:${SECRET}`,
  (path) => `${path}?app=x%26api_key%3Dpbx:${SECRET}`,
  (path) => `${path}?app=x%2526api_key%253Dpbx:${SECRET}`,
  (path) => `${path}?app=x%3Btoken=${SECRET}`,
  (path) => `${path}?app=x?password=${SECRET}`,
  (path) => `${path}?url=https://me:x@host/%3Ftoken=${SECRET}`,
  (path) => `${path}?app=x#api_key=pbx:${SECRET}`,
  (path) => `${path}&api_key=pbx:${SECRET}`,
  (path) => `${path}&api_key=pbx:a/b?${SECRET}`,
  (path) => `${path}/api_key=pbx:${SECRET}`,
  (path) => `${path}%3Fapi_key=pbx:${SECRET}`,
  (path) => `${path}%3Fapi_key%3Dpbx:${SECRET}`,
  (path) => `http://pbx:${SECRET}@127.0.0.1${path}`,
  (path) => `http://pbx:${SECRET}@127.0.0.1${path}?app=x;secret=${SECRET}`,
];

const lineWithSecret = () => tricord.logged.find((line) => line.includes(SECRET));

test('no way to put a secret into a URL puts it into the log', async () => {
  let sent = 0;
  for (const path of PATHS) {
    for (const target of TARGETS) {
      await tricord.ask(target(path), { headers: { authorization: AUTHORIZATION.asterisk } });
      await tricord.ask(target(path));
      sent += 2;
      expect([target(path), lineWithSecret()]).toEqual([target(path), undefined]);
    }
  }
  for (const target of TARGETS.filter((_, i) => i < 11)) {
    await tricord.connect(target('/ari/events?app=a').replace('?app=a?', '?'), {
      authorization: AUTHORIZATION.asterisk,
    });
    sent += 1;
    expect([target(''), lineWithSecret()]).toEqual([target(''), undefined]);
  }
  reportAttack('secrets in URLs', { sent, 'log lines': tricord.logged.length, 'with a secret': 0 });
  expect(tricord.logged.length).toBeGreaterThan(sent / 2);
});

test('neither headers nor bodies with secrets are logged', async () => {
  const json = { 'content-type': 'application/json' };
  const bodies = [
    `{"username":"x","password":"${SECRET}"`,
    JSON.stringify({ username: 'x', password: SECRET, unknown: { token: SECRET } }),
    JSON.stringify(SECRET),
  ];
  for (const [api, authorization] of Object.entries({
    ...AUTHORIZATION,
    wrong: basic('pbx', SECRET),
    bearer: `Bearer ${SECRET}`,
    broken: SECRET,
  })) {
    for (const body of bodies) {
      for (const [method, path] of [
        ['PUT', '/api/v1/directory/users/x'],
        ['POST', '/ari/events/user/x?application=recorder'],
        ['POST', '/fw/Apps/Recorder/WebAPI/StartRecording'],
        ['POST', `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}/Calls/x/Recordings.json`],
      ] as const) {
        const headers = { ...json, authorization, cookie: SECRET, 'x-request-id': `"${SECRET}"` };
        await tricord.ask(path, { method, body, headers });
        expect([api, path, lineWithSecret()]).toEqual([api, path, undefined]);
      }
    }
  }
});
