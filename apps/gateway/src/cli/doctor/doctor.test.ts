import { once } from 'node:events';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configSchema } from '../../config.ts';
import { openGateway } from '../../gateway.ts';
import { checkValidity } from './check-certificate.ts';
import { checkGateway } from './check-gateway.ts';
import { checkMachine } from './check-machine.ts';
import { examine } from './doctor.ts';
import type { Finding } from './finding.ts';

const NOW = Date.now();
const MACHINE = { nodeVersion: '24.1.0', openFiles: 65_536, now: NOW };

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

async function examined(config: object, machine = MACHINE): Promise<readonly Finding[]> {
  const file = join(folder.path, 'tricord.yaml');
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return examine({ config: file }, {}, machine);
}

const of = (findings: readonly Finding[], check: string) =>
  findings.filter((finding) => finding.check === check);

/** A server that accepts connections. */
async function listening() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

test('before the first start, everything is ok, and nothing is created', async () => {
  const findings = await examined(testConfig('data'));
  expect(findings.filter(({ level }) => level === 'fail')).toEqual([]);
  expect(of(findings, 'dataDir')[0]).toMatchObject({
    level: 'ok',
    message: expect.stringMatching(/made by the first/),
  });
  expect(of(await examined(testConfig('data')), 'dataDir')[0]?.message).toContain('made by');
});

test('an invalid configuration is a failure for each problem, with its line', async () => {
  const findings = await examined({ accounts: [], log: { level: 'loud' } });
  expect(of(findings, 'configuration').map(({ level, message }) => [level, message])).toEqual([
    ['fail', `${folder.path}/tricord.yaml:1: accounts: must not be empty`],
    ['fail', expect.stringContaining('log.level: must be one of')],
  ]);
});

test('a port of another program is a failure that names the setting', async () => {
  const taken = await listening();
  const findings = await examined(testConfig('data', { http: { port: taken.port } }));
  expect(of(findings, 'http')).toEqual([
    {
      level: 'fail',
      check: 'http',
      message: `cannot listen on 127.0.0.1:${taken.port}: the port is in use`,
      remedy: 'end the program that uses it, or change http.port',
    },
  ]);
  await taken.close();
});

test('while a gateway runs, its ports are in use as they should be, and it is asked how it is', async () => {
  const dataDir = join(folder.path, 'data');
  const gateway = await openGateway(
    configSchema.parse(testConfig(dataDir)),
    pino({ level: 'silent' }),
  );
  try {
    const { port } = new URL(gateway.url);
    const audiosocket = [{ port: gateway.sources.audioSocketPorts[0] ?? 0 }];
    const changes = { http: { port: Number(port) }, sources: { audiosocket } };
    const findings = await examined(testConfig(dataDir, changes));
    const pid = `(pid ${process.pid})`;
    for (const check of ['http', 'sources.audiosocket[0]']) {
      expect(of(findings, check)).toMatchObject([
        { level: 'ok', message: expect.stringContaining(pid) },
      ]);
    }
    expect(of(findings, 'gateway')).toMatchObject([
      { level: 'ok', message: expect.stringMatching(/^Tricord \S+ runs and is ready$/) },
    ]);
    expect(of(findings, 'catalog')).toMatchObject([{ level: 'ok' }]);
  } finally {
    await gateway.close();
  }
});

test('a data folder that cannot be written, and a full disk, are failures', async () => {
  await writeFile(join(folder.path, 'data'), '');
  const file = await examined(testConfig('data'));
  expect(of(file, 'dataDir')).toMatchObject([
    { level: 'fail', message: expect.stringMatching(/it is a file/) },
  ]);
  const minFreeBytes = Number.MAX_SAFE_INTEGER;
  const full = await examined(testConfig('kept', { recording: { minFreeBytes } }));
  expect(of(full, 'disk')).toMatchObject([
    { level: 'fail', message: expect.stringMatching(/recordings are refused/) },
  ]);
});

test.runIf(process.platform === 'linux')(
  'a data folder that cannot be created is a failure, whatever its permissions say',
  async () => {
    const findings = await examined(testConfig('/proc/nope'));
    expect(of(findings, 'dataDir')).toMatchObject([
      { level: 'fail', message: expect.stringContaining('cannot write to the data folder /proc') },
    ]);
  },
);

test('a damaged catalog is a failure', async () => {
  await mkdir(join(folder.path, 'data'));
  await writeFile(join(folder.path, 'data', 'catalog.db'), 'no database');
  const findings = await examined(testConfig('data'));
  expect(of(findings, 'catalog')).toMatchObject([
    { level: 'fail', message: expect.stringMatching(/catalog\.db/) },
  ]);
});

test('receivers are reached or not, with the reason', async () => {
  const receiver = await listening();
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const at = (port: number) => ({ url: `http://127.0.0.1:${port}/hooks?token=hidden`, secret });
  const closed = await listening();
  await closed.close();
  const webhooks = {
    allowPrivate: ['127.0.0.0/8'],
    endpoints: [at(receiver.port), at(closed.port), { url: 'http://no.such.host.invalid', secret }],
  };
  const findings = await examined(testConfig('data', { webhooks }));
  expect(of(findings, 'webhooks.endpoints[0]')).toMatchObject([{ level: 'ok' }]);
  expect(of(findings, 'webhooks.endpoints[1]')).toMatchObject([
    { level: 'fail', message: `127.0.0.1:${closed.port} cannot be reached: nobody listens there` },
  ]);
  expect(of(findings, 'webhooks.endpoints[2]')).toMatchObject([{ level: 'fail' }]);
  expect(JSON.stringify(findings)).not.toContain('hidden');
  await receiver.close();
});

test('the mail server is a receiver', async () => {
  const server = await listening();
  const mail = { host: '127.0.0.1', port: server.port, from: 'recorder@example.com' };
  const findings = await examined(testConfig('data', { mail }));
  expect(of(findings, 'mail')).toMatchObject([{ level: 'ok' }]);
  await server.close();
  expect(of(await examined(testConfig('data', { mail })), 'mail')).toMatchObject([
    { level: 'fail', message: `127.0.0.1:${server.port} cannot be reached: nobody listens there` },
  ]);
  const ca = join(folder.path, 'ca.pem');
  expect(of(await examined(testConfig('data', { mail: { ...mail, ca } })), 'mail')).toMatchObject([
    { level: 'fail', message: expect.stringContaining(`mail.ca: cannot read ${ca}`) },
  ]);
});

test('waiting mail does not keep doctor from asking the gateway, which tells what is held', async () => {
  const held = { deliveries: { pending: 2, dead: 0, held: true } };
  const ready = { version: '1.2.3', ready: true, checks: {}, reasons: {}, ...held };
  const deliveries = [{ url: 'mailto:ann@example.com' }, { url: 'http://192.0.2.1/hooks' }];
  const gateway = createHttpServer(({ url = '' }, res) => {
    res.end(JSON.stringify(url.startsWith('/api/v1/status') ? ready : { deliveries }));
  });
  await once(gateway.listen(0, '127.0.0.1'), 'listening');
  const { port } = gateway.address() as AddressInfo;
  const report = await checkGateway(configSchema.parse(testConfig('data', { http: { port } })));
  expect(report.findings).toMatchObject([
    { level: 'ok' },
    { level: 'warn', check: 'deliveries', remedy: expect.stringContaining('webhooks release') },
  ]);
  expect(report.receivers).toMatchObject([{ host: '192.0.2.1', port: 80 }]);
  gateway.closeAllConnections();
  await new Promise((resolve) => gateway.close(resolve));
});

test('a clock that is behind is noticed by the files that were changed later', async () => {
  await mkdir(join(folder.path, 'data'));
  const catalog = join(folder.path, 'data', 'catalog.db');
  await writeFile(catalog, '');
  await utimes(catalog, new Date(), new Date(NOW + 3_600_000));
  expect(of(await examined(testConfig('data')), 'clock')).toMatchObject([
    { level: 'fail', message: expect.stringContaining(`${catalog} was changed at`) },
  ]);
  const ancient = checkMachine({ ...MACHINE, now: 0 }, {});
  expect(of(ancient, 'clock')).toMatchObject([{ level: 'fail' }]);
});

test('few open files are a warning', () => {
  expect(of(checkMachine({ ...MACHINE, openFiles: 1024 }, {}), 'open files')).toMatchObject([
    { level: 'warn', remedy: expect.stringMatching(/LimitNOFILE/) },
  ]);
  expect(of(checkMachine({ ...MACHINE, openFiles: undefined }, {}), 'open files')).toMatchObject([
    { level: 'ok' },
  ]);
});

test.each([
  [-1, 'fail', 'expired'],
  [13, 'warn', 'expires'],
  [60, 'ok', 'valid until'],
])('a certificate with %i days left: %s', (days, level, text) => {
  const validity = { validFrom: new Date(0).toISOString(), validTo: daysAhead(days) };
  expect(checkValidity(validity, NOW)).toMatchObject({
    level,
    message: expect.stringContaining(text),
  });
});

test('a certificate that is not valid yet is a failure', () => {
  expect(checkValidity({ validFrom: daysAhead(1), validTo: daysAhead(90) }, NOW).level).toBe(
    'fail',
  );
});

function daysAhead(days: number): string {
  return new Date(NOW + (days + 0.5) * 86_400_000).toISOString();
}
