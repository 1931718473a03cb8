import { execFile, spawn } from 'node:child_process';
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
import { createServer } from 'node:net';
import { constants, setPriority } from 'node:os';
import { basename, extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AriError, callAri } from './ari.mjs';
import { configurationFiles, maxSteps, users, webSocketClientsFile } from './configuration.mjs';

export { AriError, users };

const execute = promisify(execFile);
const asteriskProgram = '/usr/sbin/asterisk';
const bootTimeoutMs = 30_000;
const stopTimeoutMs = 5_000;

/** Where `install` puts Asterisk. */
export const installation = fileURLToPath(new URL('.root', import.meta.url));

/** Why no lab can be started here, or undefined when it can. */
export function whyUnavailable(root = installation) {
  if (process.getuid?.() !== 0) return 'the lab needs root, for chroot';
  if (!existsSync(join(root, asteriskProgram))) return 'run lab/asterisk/install first';
  return undefined;
}

/**
 * Starts an Asterisk of its own configuration, folder and ports on loopback, and answers when it is fully booted.
 * The caller ends it by `stop`; if the caller's process dies first, so does Asterisk.
 */
export async function startAsterisk({
  root = installation,
  ports = {},
  webSocketClients = {},
} = {}) {
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

async function makeFolder(root) {
  await removeOrphans(join(root, 'tmp'));
  const folder = await mkdtemp(join(root, 'tmp', `lab-${process.pid}-`));
  for (const name of ['etc', 'lib', 'cache', 'spool/recording', 'run', 'log', 'sounds']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  return folder;
}

/** The folders of callers that were killed before they could stop their Asterisk. */
async function removeOrphans(parent) {
  for (const name of await readdir(parent)) {
    const [, pid] = /^lab-(\d+)-/.exec(name) ?? [];
    if (pid && !existsSync(`/proc/${pid}`)) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Before other programs, whose load would make Asterisk play its sounds too late: it does not catch up.
 * All that the process starts later inherits it. Where the right is missing, it stays as it is.
 */
function hurry(pid) {
  try {
    setPriority(pid, constants.priority.PRIORITY_HIGHEST);
  } catch {}
}

/** A running Asterisk. */
class Asterisk {
  #root;
  #home;
  #process;
  #exited;
  #output = '';
  #stopped;
  #remove = () => {
    this.#process.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  };

  constructor({ root, folder, home, httpPort, sipPort }) {
    this.#root = root;
    this.#home = home;
    this.folder = folder;
    this.recordingsFolder = join(folder, 'spool/recording');
    this.httpPort = httpPort;
    this.sipPort = sipPort;
    this.ariUrl = `http://127.0.0.1:${httpPort}/ari`;
    this.mediaUrl = `ws://127.0.0.1:${httpPort}/media`;
    this.users = users;
    this.#process = this.#spawn();
    this.#exited = new Promise((resolve) => {
      this.#process.once('error', resolve).once('exit', resolve);
    });
    process.once('exit', this.#remove);
  }

  /** The process of Asterisk itself: every program on the way there replaces itself by the next. */
  get pid() {
    return this.#process.pid;
  }

  // As the user `asterisk`, and killed when this process is.
  #spawn() {
    const user = ['setpriv', '--reuid=asterisk', '--regid=asterisk', '--clear-groups'];
    const child = spawn('chroot', [
      ...[this.#root, ...user, '--pdeathsig=KILL'],
      ...[asteriskProgram, '-f', '-C', `${this.#home}/etc/asterisk.conf`],
    ]);
    if (child.pid !== undefined) hurry(child.pid);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.#output = (this.#output + text).slice(-4_000);
      });
    }
    return child;
  }

  async booted() {
    const deadline = Date.now() + bootTimeoutMs;
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

  async #isBooted() {
    try {
      return (await this.cli('core waitfullybooted')).includes('fully booted');
    } catch {
      return false;
    }
  }

  /** Runs a command of Asterisk's command line and answers what it prints. */
  async cli(command) {
    const configuration = `${this.#home}/etc/asterisk.conf`;
    const { stdout } = await execute('chroot', [
      ...[this.#root, asteriskProgram, '-C', configuration, '-rx', command],
    ]);
    return stdout;
  }

  /** Notices, warnings and errors since the start. */
  async log() {
    return readFile(join(this.folder, 'log/messages'), 'utf8').catch(() => '');
  }

  /** A request to ARI as the read-write user; answers the parsed body, throws AriError for a status of 400 and up. */
  ari(method, path, parameters = {}) {
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
  }) {
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
  async addSound(file) {
    const sounds = join(this.folder, 'sounds');
    // Under its own name only when whole: calls may be playing an earlier copy.
    const copy = join(sounds, randomUUID());
    await copyFile(file, copy);
    await rename(copy, join(sounds, basename(file)));
    return basename(file, extname(file));
  }

  /** Places a call as `originate` does, whose far end plays a sound file once and hangs up. */
  async playFile(file, call) {
    return this.originate({ ...call, far: `play-${await this.addSound(file)}` });
  }

  /** Replaces the clients by which Asterisk dials media WebSockets, by their names. */
  async setWebSocketClients(clients) {
    await writeFile(join(this.folder, 'etc/websocket_client.conf'), webSocketClientsFile(clients));
    await this.cli('module reload res_websocket_client.so');
  }

  /** Hangs everything up, ends this process and no other, and removes its folder. */
  stop() {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop() {
    this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), stopTimeoutMs);
    await this.#exited;
    clearTimeout(timer);
    process.off('exit', this.#remove);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
