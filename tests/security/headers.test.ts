import { ACCOUNT_ID, AUTHORIZATION } from '@tricord/lab';
import { afterEach, expect, test } from 'vitest';
import { reportAttack } from './attack-report.ts';
import { AttackedGateway } from './attacked-gateway.ts';

let tricord: AttackedGateway;
afterEach(() => tricord.close());

const PATHS = [
  ['asterisk', '/ari/recordings/stored', /no-store/],
  ['native', '/api/v1/recordings', /no-store/],
  ['imagicle', '/fw/Apps/Recorder/WebAPI/Recordings?page=1&pageSize=1', /no-cache/],
  ['signalwire', `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}/Recordings.json`, /private/],
  ['signalwire', `/2010-04-01/Accounts/${ACCOUNT_ID}/Recordings/${ACCOUNT_ID}.wav`, /private/],
] as const;

test('no response may be sniffed as another type or stored by a shared cache', async () => {
  tricord = await AttackedGateway.open();
  let answers = 0;
  for (const [api, path, cache] of PATHS) {
    for (const headers of [{}, { authorization: AUTHORIZATION[api] }]) {
      for (const target of [path, `${path.split('?')[0]}/nowhere`]) {
        const answer = await tricord.ask(target, { headers });
        answers += 1;
        expect([target, answer.headers['x-content-type-options']]).toEqual([target, 'nosniff']);
        expect([target, answer.headers['cache-control']]).toEqual([
          target,
          expect.stringMatching(cache),
        ]);
      }
    }
  }
  for (const path of ['/', '/nowhere', '/healthz', '/readyz', '/metrics']) {
    const answer = await tricord.ask(path);
    answers += 1;
    expect([path, answer.headers['x-content-type-options']]).toEqual([path, 'nosniff']);
  }
  reportAttack('headers', { answers, 'without nosniff': 0 });
});

test('a page of another origin cannot receive events with credentials saved by the browser', async () => {
  tricord = await AttackedGateway.open();
  const { authorization } = { authorization: AUTHORIZATION.asterisk };
  const path = '/ari/events?app=recorder';
  const origins = ['https://evil.example', 'null', 'http://127.0.0.1.evil.example', 'file://'];
  for (const origin of origins) {
    expect([origin, (await tricord.connect(path, { authorization, origin })).status]).toEqual([
      origin,
      403,
    ]);
  }
  expect((await tricord.connect(path, { authorization, origin: tricord.url })).status).toBe(101);
  reportAttack('foreign origins of /ari/events', { tried: origins.length, 'let in': 0 });
});

test('health and metrics are served only on the `ops` port', async () => {
  tricord = await AttackedGateway.open((config) => ({ ...config, ops: { port: 0 } }));
  const { opsUrl } = tricord.gateway;
  expect(opsUrl).not.toBe(tricord.url);
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    expect([path, (await fetch(opsUrl + path)).status]).toEqual([path, 200]);
    expect([path, (await tricord.ask(path)).status]).toEqual([path, 404]);
  }
  const headers = { authorization: AUTHORIZATION.native };
  expect((await fetch(`${opsUrl}/api/v1/recordings`, { headers })).status).toBe(404);
});
