import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, get, type RequestOptions } from 'node:https';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { HttpServer } from '@tricord/http-kit';
import { ACCOUNT_ID, AUTHORIZATION, GatewayProcess, LINE, testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

async function issue() {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key, cert };
}

async function statusOf(url: string, options: RequestOptions): Promise<number | undefined> {
  const [res] = await once(get(url, options), 'response');
  res.resume();
  return res.statusCode;
}

test('all APIs and their WebSockets are served over TLS, and nothing in plain text', async () => {
  const tls = await issue();
  await writeFile(join(folder.path, 'cert.pem'), tls.cert);
  await writeFile(join(folder.path, 'key.pem'), tls.key, { mode: 0o600 });
  const http = { port: 0, tls: { cert: 'cert.pem', key: 'key.pem' } };
  const config = testConfig('data', { http, log: { level: 'info' } });
  const gateway = await GatewayProcess.waitUntilServing(
    await GatewayProcess.start(folder.path, config),
  );
  try {
    expect(gateway.url).toMatch(/^https:/);
    const paths = {
      asterisk: '/ari/recordings/stored',
      imagicle: `/fw/Apps/Recorder/WebAPI/LiveRecordings?directoryNumber=${LINE.directoryNumber}`,
      signalwire: `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}/Recordings.json`,
      native: '/api/v1/recordings',
    } as const;
    for (const [dialect, path] of Object.entries(paths)) {
      const authorization = AUTHORIZATION[dialect as keyof typeof paths];
      const options = { ca: tls.cert, headers: { authorization } };
      expect([dialect, await statusOf(gateway.url + path, options)]).toEqual([dialect, 200]);
    }
    const events = new WebSocket(`${gateway.url.replace('http', 'ws')}/ari/events?app=a`, {
      ca: tls.cert,
      headers: { authorization: AUTHORIZATION.asterisk },
    });
    await once(events, 'open');
    events.close();
    await expect(fetch(gateway.url.replace('https', 'http'))).rejects.toThrow();
    await gateway.process.stop();
    expect(await gateway.process.exited).toBe(0);
  } finally {
    await gateway.close();
  }
});

test('a replaced certificate is for new connections, and those that are open go on', async () => {
  const [first, second] = [await issue(), await issue()];
  const logger = pino({ level: 'silent' });
  const server = await HttpServer.open((_req, res) => void res.end('hello'), {
    host: '127.0.0.1',
    port: 0,
    logger,
    tls: first,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const kept = { ca: first.cert, agent };
  expect(await statusOf(server.url, kept)).toBe(200);
  server.replaceCertificate(second);
  expect(await statusOf(server.url, kept)).toBe(200);
  expect(await statusOf(server.url, { ca: second.cert })).toBe(200);
  await expect(statusOf(server.url, { ca: first.cert })).rejects.toThrow(/self.signed/);
  const old = connect({
    port: server.port,
    ca: second.cert,
    maxVersion: 'TLSv1.1',
    minVersion: 'TLSv1',
  });
  const [error] = (await once(old as TLSSocket, 'error')) as [Error];
  expect(error.message).toMatch(/version|protocol/i);
  await server.close(0);
  agent.destroy();
});
