import '@tricord/runtime/supported-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@tricord/http-kit';
import { SystemClock } from '@tricord/runtime';
import { configSchema } from '../config.ts';
import { openGateway } from '../gateway.ts';
import { createDemoAccount, type DemoAccount, demoConfig } from './demo-account.ts';
import { basic, HttpClient } from './http-client.ts';
import { type Clients, type RecordingReport, reportFromAll } from './recording-report.ts';
import { type RecordedCall, runScenario } from './scenario.ts';
import { table } from './table.ts';

/** How much the duration of a recording may differ from the played minus the paused time. */
const TOLERANCE_MS = 40;

const samples = new URL('../../../../samples/', import.meta.url);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** `npm run demo`: two calls, three dialects, one table. Exits 1 when they disagree. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tricord-demo-'));
  const account = createDemoAccount();
  const gateway = await openGateway(
    configSchema.parse(demoConfig(account, folder)),
    createLogger('warn'),
  );
  say(
    `A gateway serves on ${gateway.url}, AudioSocket on port ${gateway.sources.audioSocketPorts[0]}.`,
  );
  try {
    const clients = createClients(account, gateway.url);
    const calls = await runScenario({
      clients,
      audioSocketPort: gateway.sources.audioSocketPorts[0] ?? 0,
      clock: new SystemClock(),
      speech: [new URL('speech-1.wav', samples), new URL('speech-2.wav', samples)],
      say,
    });
    for (const call of calls) await report(clients, call);
  } finally {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function createClients(account: DemoAccount, url: string): Clients {
  const { ari, imagicle } = account;
  return {
    accountId: account.id,
    native: new HttpClient(`${url}/api/v1`, `Bearer ${account.apiKey}`),
    ari: new HttpClient(`${url}/ari`, basic(ari.username, ari.password)),
    imagicle: new HttpClient(
      `${url}/fw/Apps/Recorder/WebAPI`,
      basic(imagicle.username, imagicle.password),
    ),
    laml: new HttpClient(`${url}/api/laml/2010-04-01`, basic(account.id, account.lamlToken)),
  };
}

async function report(clients: Clients, call: RecordedCall): Promise<void> {
  const reports = await reportFromAll(clients, call);
  const { media } = await clients.native.json<{ media: { sha256: string } }>(
    'GET',
    `/recordings/${call.id}`,
  );
  say(`\nRecording ${call.id}: ${call.how}`);
  say(
    table(
      ['dialect', 'identity', 'state', 'says', 'WAV', 'WAV SHA-256', 'MP3', 'MP3 SHA-256'],
      reports.map((t) => [
        t.dialect,
        t.identity,
        t.state,
        t.stated,
        `${t.wavMs} ms`,
        t.wavSha256.slice(0, 16),
        `${t.mp3Bytes} B`,
        t.mp3Sha256.slice(0, 16),
      ]),
    ),
  );
  verify(call, reports, media.sha256);
}

function verify(call: RecordedCall, reports: readonly RecordingReport[], sha256: string): void {
  const agree =
    new Set(reports.map((t) => t.mp3Sha256)).size === 1 &&
    reports.every((t) => t.wavSha256 === sha256);
  const wavMs = reports[0]?.wavMs ?? 0;
  const offMs = wavMs - call.expectedMs;
  const rightLength = Math.abs(offMs) <= TOLERANCE_MS;
  say(`Played less paused: ${call.expectedMs} ms; recorded: ${wavMs} ms (${offMs} ms off).`);
  say(
    agree
      ? 'All three serve the same bytes, and they match the checksum in the catalog.'
      : 'The dialects do not agree.',
  );
  if (!agree || !rightLength) process.exitCode = 1;
}

await main();
