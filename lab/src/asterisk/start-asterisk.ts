import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Asterisk } from './asterisk.ts';
import {
  type Additions,
  configurationFiles,
  type Phones,
  type WebSocketClients,
} from './configuration.ts';
import { installationFolder, whyUnavailable } from './installation.ts';
import { makeRunFolder } from './run-folder.ts';

const execute = promisify(execFile);

/** Options of {@link startAsterisk}. */
export interface AsteriskOptions {
  /** The folder that `lab/asterisk/install` created; default `lab/asterisk/.root`. */
  readonly root?: string;
  /** Default: free ports. */
  readonly ports?: { readonly http?: number; readonly sip?: number };
  readonly webSocketClients?: WebSocketClients;
  readonly phones?: Phones;
  readonly additions?: Additions;
}

/**
 * Starts an Asterisk on loopback with its own configuration, folder and ports; resolves when it has fully booted.
 * The caller ends it with `stop`; if the caller's process dies first, so does Asterisk.
 * @throws Error if no Asterisk can be started here, or if it does not boot within 30 s.
 */
export async function startAsterisk({
  root = installationFolder,
  ports = {},
  webSocketClients = {},
  phones = {},
  additions = {},
}: AsteriskOptions = {}): Promise<Asterisk> {
  const reason = whyUnavailable(root);
  if (reason !== undefined) throw new Error(reason);
  const httpPort = ports.http ?? (await freePort());
  const sipPort = ports.sip ?? (await freePort());
  const folder = await makeRunFolder(root);
  const home = folder.slice(root.length);
  const files = configurationFiles({
    home,
    httpPort,
    sipPort,
    webSocketClients,
    phones,
    additions,
  });
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(folder, 'etc', name), text)),
  );
  await execute('chroot', [root, 'chown', '-R', 'asterisk:asterisk', home]);
  const asterisk = new Asterisk({ root, folder, home, httpPort, sipPort });
  await asterisk.booted();
  return asterisk;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
