import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TlsCertificate } from '@tricord/http-kit';
import { adapted } from '../support/page-files.ts';

const ROOT = fileURLToPath(new URL('../../lab/proxies/.root', import.meta.url));
const PROGRAMS = { nginx: join(ROOT, 'usr/sbin/nginx'), caddy: join(ROOT, 'usr/bin/caddy') };
const DEPLOY = new URL('../../deploy/', import.meta.url);
const POLL_MS = 50;

export type ProxyName = keyof typeof PROGRAMS;

export interface ProxyOptions {
  /** Folder for its files. */
  readonly folder: string;
  /** Where it listens, on loopback. */
  readonly port: number;
  /** Where Tricord listens, on loopback. */
  readonly backendPort: number;
  readonly tls: TlsCertificate;
}

/** The reason why the proxies cannot be started here, or undefined if they can. */
export function whyNoProxies(): string | undefined {
  return Object.values(PROGRAMS).every((program) => existsSync(program))
    ? undefined
    : 'run lab/proxies/install first';
}

/** A proxy with its configuration in deploy/. Whoever starts it closes it. */
export class ProxyProcess {
  readonly #child: ChildProcess;
  #output = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        this.#output += String(chunk);
      });
    }
  }

  /** Resolves when it listens. @throws Error with what it printed if it ends instead. */
  static async start(name: ProxyName, options: ProxyOptions): Promise<ProxyProcess> {
    await writeFile(join(options.folder, 'cert.pem'), options.tls.cert);
    await writeFile(join(options.folder, 'key.pem'), options.tls.key);
    const args = name === 'nginx' ? await nginx(options) : await caddy(options);
    const env = { PATH: process.env.PATH, HOME: options.folder };
    const proxy = new ProxyProcess(spawn(PROGRAMS[name], args, { cwd: options.folder, env }));
    while (!(await accepts(options.port))) {
      if (proxy.#child.exitCode !== null) throw new Error(`${name} ended: ${proxy.#output}`);
      await wait(POLL_MS);
    }
    return proxy;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
  }
}

/** The site, included in the smallest main configuration. */
async function nginx({ folder, port, backendPort }: ProxyOptions): Promise<string[]> {
  const site = await readFile(new URL('nginx/tricord.conf', DEPLOY), 'utf8');
  const live = '/etc/letsencrypt/live/recorder.example.com';
  await mkdir(join(folder, 'temporary'));
  await writeFile(
    join(folder, 'site.conf'),
    adapted(site, {
      'listen 443 ssl': `listen 127.0.0.1:${port} ssl`,
      [`${live}/fullchain.pem`]: join(folder, 'cert.pem'),
      [`${live}/privkey.pem`]: join(folder, 'key.pem'),
      '127.0.0.1:8088': `127.0.0.1:${backendPort}`,
    }),
  );
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/temporary/${kind};`,
  );
  await writeFile(
    join(folder, 'nginx.conf'),
    `user root; pid ${folder}/nginx.pid; error_log stderr; daemon off; master_process off;
events {}
http { access_log off; ${paths.join(' ')} include ${folder}/site.conf; }
`,
  );
  return ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')];
}

async function caddy({ folder, port, backendPort }: ProxyOptions): Promise<string[]> {
  const file = await readFile(new URL('caddy/Caddyfile', DEPLOY), 'utf8');
  const site = adapted(file, {
    'recorder.example.com {': `https://127.0.0.1:${port} {\n\ttls ${folder}/cert.pem ${folder}/key.pem`,
    '127.0.0.1:8088': `127.0.0.1:${backendPort}`,
  });
  const global = '{\n\tadmin off\n\tauto_https disable_redirects\n}\n';
  await writeFile(join(folder, 'Caddyfile'), global + site);
  return ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'];
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}
