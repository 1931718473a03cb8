import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { constants, setPriority } from 'node:os';
import { basename, extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { callAri } from './ari.ts';
import type { Call, Channel } from './call.ts';
import {
  configurationFiles,
  maxSteps,
  type User,
  users,
  type WebSocketClients,
  webSocketClientsFile,
} from './configuration.ts';
import { ASTERISK_PROGRAM, installation, whyUnavailable } from './installation.ts';

const execute = promisify(execFile);
const BOOT_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 5_000;

/** What {@link startAsterisk} may be told. */
export interface LabOptions {
  /** The folder that `install` made; by default `lab/asterisk/.root`. */
  readonly root?: string;
  /** Free ports are chosen for those not given. */
  readonly ports?: { readonly http?: number; readonly sip?: number };
  readonly webSocketClients?: WebSocketClients;
}

interface Place {
  readonly root: string;
  readonly folder: string;
  readonly home: string;
  readonly httpPort: number;
  readonly sipPort: number;
}

/**
 * Starts an Asterisk of its own configuration, folder and ports on loopback, and answers when it is fully booted.
 * The caller ends it by `stop`; if the caller's process dies first, so does Asterisk.
 */
export async function startAsterisk({
  root = installation,
  ports = {},
  webSocketClients = {},
}: LabOptions = {}): Promise<Asterisk> {
  const reason = whyUnavailable(root);
  if (reason !== undefined) throw new Error(reason);
  const httpPort = ports.http ?? (await freePort());
  const sipPort = ports.sip ?? (await freePort());
  const folder = await makeFolder(root);
  const home = folder.slice(root.length);
  const files = configurationFiles({ home, httpPort, sipPort, webSocketClients });
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(folder, 'etc', name), text)),
  );
  await execute('chroot', [root, 'chown', '-R', 'asterisk:asterisk', home]);
  const asterisk = new Asterisk({ root, folder, home, httpPort, sipPort });
  await asterisk.booted();
  return asterisk;
}

async function makeFolder(root: string): Promise<string> {
  await removeOrphans(join(root, 'tmp'));
  const folder = await mkdtemp(join(root, 'tmp', `lab-${process.pid}-`));
  for (const name of ['etc', 'lib', 'cache', 'spool/recording', 'run', 'log', 'sounds']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  return folder;
}

/** The folders of callers that were killed before they could stop their Asterisk. */
async function removeOrphans(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, pid] = /^lab-(\d+)-/.exec(name) ?? [];
    if (pid && !existsSync(`/proc/${pid}`)) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
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

/**
 * Before other programs, whose load would make Asterisk play its sounds too late: it does not catch up.
 * All that the process starts later inherits it. Where the right is missing, it stays as it is.
 */
function hurry(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_HIGHEST);
  } catch {}
}

/** A running Asterisk. */
export class Asterisk {
  /** The folder of this run; gone after `stop`. */
  readonly folder: string;
  /** Where ARI's recordings lie, within `folder`. */
  readonly recordingsFolder: string;
  readonly httpPort: number;
  readonly sipPort: number;
  /** `http://127.0.0.1:<port>/ari` */
  readonly ariUrl: string;
  /** `ws://127.0.0.1:<port>/media`, below which the connection ids of `WebSocket/INCOMING` are. */
  readonly mediaUrl: string;
  readonly users: { readonly readWrite: User; readonly readOnly: User } = users;
  readonly #root: string;
  readonly #home: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #exited: Promise<unknown>;
  #output = '';
  #stopped: Promise<void> | undefined;
  #remove = () => {
    this.#process.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  };

  constructor({ root, folder, home, httpPort, sipPort }: Place) {
    this.#root = root;
    this.#home = home;
    this.folder = folder;
    this.recordingsFolder = join(folder, 'spool/recording');
    this.httpPort = httpPort;
    this.sipPort = sipPort;
    this.ariUrl = `http://127.0.0.1:${httpPort}/ari`;
    this.mediaUrl = `ws://127.0.0.1:${httpPort}/media`;
    this.#process = this.#spawn();
    this.#exited = new Promise((resolve) => {
      this.#process.once('error', resolve).once('exit', resolve);
    });
    process.once('exit', this.#remove);
  }

  /** The process of Asterisk itself: every program on the way there replaces itself by the next. */
  get pid(): number {
    const { pid } = this.#process;
    if (pid === undefined) throw new Error('Asterisk did not start');
    return pid;
  }

  // As the user `asterisk`, and killed when this process is.
  #spawn(): ChildProcessWithoutNullStreams {
    const user = ['setpriv', '--reuid=asterisk', '--regid=asterisk', '--clear-groups'];
    const child = spawn('chroot', [
      ...[this.#root, ...user, '--pdeathsig=KILL'],
      ...[ASTERISK_PROGRAM, '-f', '-C', `${this.#home}/etc/asterisk.conf`],
    ]);
    if (child.pid !== undefined) hurry(child.pid);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.#output = (this.#output + text).slice(-4_000);
      });
    }
    return child;
  }

  /** Waits until it is fully booted. */
  async booted(): Promise<void> {
    const deadline = Date.now() + BOOT_TIMEOUT_MS;
    const socket = join(this.folder, 'run/asterisk.ctl');
    while (this.#process.exitCode === null && this.#process.signalCode === null) {
      if (existsSync(socket) && (await this.#isBooted())) return;
      if (Date.now() > deadline) break;
      await wait(100);
    }
    const said = `${this.#output}${await this.log()}`.trim().split('\n').slice(-5).join('\n');
    await this.stop();
    throw new Error(`Asterisk did not start: ${said}`);
  }

  async #isBooted(): Promise<boolean> {
    try {
      return (await this.cli('core waitfullybooted')).includes('fully booted');
    } catch {
      return false;
    }
  }

  /** Runs a command of Asterisk's command line and answers what it prints. */
  async cli(command: string): Promise<string> {
    const configuration = `${this.#home}/etc/asterisk.conf`;
    const { stdout } = await execute('chroot', [
      ...[this.#root, ASTERISK_PROGRAM, '-C', configuration, '-rx', command],
    ]);
    return stdout;
  }

  /** Notices, warnings and errors since the start. */
  async log(): Promise<string> {
    return readFile(join(this.folder, 'log/messages'), 'utf8').catch(() => '');
  }

  /** A request to ARI as the read-write user; answers the parsed body, throws AriError for a status of 400 and up. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is ARI's, and differs by path
  ari(method: string, path: string, parameters: object = {}): Promise<any> {
    return callAri({ url: this.ariUrl, ...users.readWrite, method, path, parameters });
  }

  /**
   * Places a call between `far`, an extension of the dialplan that says what the other end does, and the near end,
   * which takes the given steps, such as `AudioSocket(…)`, or goes to the Stasis application `app`.
   * `via` is `local` (then `format` is what flows between the two ends) or a SIP trunk of the lab.
   * Answers ARI's channel: the one that takes the steps.
   */
  originate({
    far,
    near = [],
    app,
    appArgs,
    via = 'local',
    format = 'slin',
    id,
    callerId,
    variables = {},
  }: Call): Promise<Channel> {
    if (near.length > maxSteps) throw new RangeError(`A leg takes at most ${maxSteps} steps`);
    const steps = Object.fromEntries(near.map((step, i) => [`STEP${i + 1}`, step]));
    const target = app ? { app, appArgs } : { context: 'lab', extension: 'near', priority: 1 };
    const end =
      via === 'local'
        ? { endpoint: `Local/${far}@lab`, formats: format }
        : { endpoint: `PJSIP/${far}@${via}` };
    return this.ari('POST', '/channels', {
      ...end,
      ...target,
      channelId: id,
      callerId,
      variables: { ...steps, ...variables },
    });
  }

  /** Makes a sound file playable; answers its name, for `play-<name>` and `loop-<name>`. Its extension is its format. */
  async addSound(file: string): Promise<string> {
    const sounds = join(this.folder, 'sounds');
    // Under its own name only when whole: calls may be playing an earlier copy.
    const copy = join(sounds, randomUUID());
    await copyFile(file, copy);
    await rename(copy, join(sounds, basename(file)));
    return basename(file, extname(file));
  }

  /** Places a call as `originate` does, whose far end plays a sound file once and hangs up. */
  async playFile(file: string, call: Omit<Call, 'far'>): Promise<Channel> {
    return this.originate({ ...call, far: `play-${await this.addSound(file)}` });
  }

  /** Replaces the clients by which Asterisk dials media WebSockets, by their names. */
  async setWebSocketClients(clients: WebSocketClients): Promise<void> {
    await writeFile(join(this.folder, 'etc/websocket_client.conf'), webSocketClientsFile(clients));
    await this.cli('module reload res_websocket_client.so');
  }

  /** Hangs everything up, ends this process and no other, and removes its folder. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.#exited;
    clearTimeout(timer);
    process.off('exit', this.#remove);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
