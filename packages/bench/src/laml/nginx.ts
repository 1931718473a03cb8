import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { wavOf } from '../archive/archive.ts';
import { HttpClient } from '../gateway/http-client.ts';
import { measure, type Paces } from '../requests/operations.ts';
import { table } from '../table.ts';

const NAME = 'recording.wav';
const START_MS = 5000;

/** Fetches the same file from nginx, and compares the gateway's downloads with that. */
export async function downloadFromNginx(
  ours: Paces,
  operation: string,
  fileSeconds: number,
  seconds: number,
  say: (line: string) => void,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tricord-bench-'));
  let nginx: ChildProcess | undefined;
  try {
    await writeFile(join(folder, NAME), wavOf(fileSeconds), { mode: 0o644 });
    const port = await freePort();
    await writeFile(join(folder, 'nginx.conf'), configuration(folder, port));
    nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
    await serving(nginx, port);
    const server = { name: 'nginx', port, authorization: '' };
    const paths = [`/${NAME}`];
    const theirs = await measure(server, [{ name: operation, method: 'GET', paths }], seconds, say);
    return report(operation, ours, theirs);
  } catch (error) {
    return `No comparison with nginx: ${error instanceof Error ? error.message : String(error)}.`;
  } finally {
    nginx?.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  }
}

function report(operation: string, ours: Paces, theirs: Paces): string {
  const [a, b] = [ours.get(operation), theirs.get(operation)];
  const row = (name: string, rate = Number.NaN, ratio = 1) => [
    name,
    rate.toFixed(0),
    ratio.toFixed(2),
  ];
  const ratio = (a?.megabytesPerSecond ?? Number.NaN) / (b?.megabytesPerSecond ?? Number.NaN);
  return table(
    [operation, 'MB/s', 'of nginx'],
    [row('Tricord', a?.megabytesPerSecond, ratio), row('nginx', b?.megabytesPerSecond)],
  );
}

/** A typical configuration for serving recordings: one worker, `sendfile`, keep-alive connections. */
function configuration(folder: string, port: number): string {
  return `daemon off;
master_process off;
pid ${join(folder, 'nginx.pid')};
error_log ${join(folder, 'error.log')};
events {}
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  client_body_temp_path ${folder};
  proxy_temp_path ${folder};
  fastcgi_temp_path ${folder};
  uwsgi_temp_path ${folder};
  scgi_temp_path ${folder};
  server {
    listen 127.0.0.1:${port};
    root ${folder};
  }
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** @throws Error when nginx cannot be started, or is not ready in time. */
async function serving(nginx: ChildProcess, port: number): Promise<void> {
  let failure: Error | undefined;
  nginx.once('error', (error) => {
    failure = error;
  });
  const client = new HttpClient(port, '');
  try {
    for (let waited = 0; waited < START_MS; waited += 50) {
      const answer = await client.send('GET', `/${NAME}`).catch(() => undefined);
      if (answer?.status === 200) return;
      if (failure !== undefined) throw failure;
      if (nginx.exitCode !== null) throw new Error(`nginx ended with ${nginx.exitCode}`);
      await wait(50);
    }
    throw new Error('nginx does not serve');
  } finally {
    client.close();
  }
}
