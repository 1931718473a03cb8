import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { callAri } from './ari.ts';
import { AsteriskProcess } from './asterisk-process.ts';
import {
  maxSteps,
  type User,
  users,
  type WebSocketClients,
  webSocketClientsFile,
} from './configuration.ts';
import { ASTERISK_PROGRAM } from './installation.ts';
import type { Channel, OriginateOptions } from './originate-options.ts';

const execute = promisify(execFile);
const BOOT_TIMEOUT_MS = 30_000;

interface RunSettings {
  /** Folder of the installation. */
  readonly root: string;
  /** Folder of this run. */
  readonly folder: string;
  /** The same folder as a path within `root`. */
  readonly home: string;
  readonly httpPort: number;
  readonly sipPort: number;
}

/** A running Asterisk. */
export class Asterisk {
  /** The folder of this run; `stop` removes it. */
  readonly folder: string;
  /** Where ARI stores recordings, within `folder`. */
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
  readonly #process: AsteriskProcess;
  #stopped: Promise<void> | undefined;
  readonly #killAndRemove = () => {
    this.#process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  };

  constructor({ root, folder, home, httpPort, sipPort }: RunSettings) {
    this.#root = root;
    this.#home = home;
    this.folder = folder;
    this.recordingsFolder = join(folder, 'spool/recording');
    this.httpPort = httpPort;
    this.sipPort = sipPort;
    this.ariUrl = `http://127.0.0.1:${httpPort}/ari`;
    this.mediaUrl = `ws://127.0.0.1:${httpPort}/media`;
    this.#process = new AsteriskProcess(root, this.#configuration);
    process.once('exit', this.#killAndRemove);
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Path of asterisk.conf within the installation. */
  get #configuration(): string {
    return `${this.#home}/etc/asterisk.conf`;
  }

  /** Resolves when Asterisk has fully booted. @throws Error after 30 s or if the process ends; both stop it. */
  async booted(): Promise<void> {
    const deadline = Date.now() + BOOT_TIMEOUT_MS;
    const socket = join(this.folder, 'run/asterisk.ctl');
    while (this.#process.running) {
      if (existsSync(socket) && (await this.#isBooted())) return;
      if (Date.now() > deadline) break;
      await wait(100);
    }
    const output = `${this.#process.output}${await this.log()}`;
    await this.stop();
    throw new Error(`Asterisk did not start: ${output.trim().split('\n').slice(-5).join('\n')}`);
  }

  async #isBooted(): Promise<boolean> {
    try {
      return (await this.cli('core waitfullybooted')).includes('fully booted');
    } catch {
      return false;
    }
  }

  /** Runs a command in Asterisk's command line and returns its output. */
  async cli(command: string): Promise<string> {
    const { stdout } = await execute('chroot', [
      ...[this.#root, ASTERISK_PROGRAM, '-C', this.#configuration, '-rx', command],
    ]);
    return stdout;
  }

  /** Notices, warnings and errors since the start. */
  async log(): Promise<string> {
    return readFile(join(this.folder, 'log/messages'), 'utf8').catch(() => '');
  }

  /**
   * Sends a request to ARI as the read-write user, and returns the parsed body.
   * @throws AriError for a status of 400 or above.
   */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is ARI's, and differs by path
  ari(method: string, path: string, parameters: object = {}): Promise<any> {
    return callAri({ url: this.ariUrl, ...users.readWrite, method, path, parameters });
  }

  /** Places a call, and returns the ARI channel of its near end. */
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
  }: OriginateOptions): Promise<Channel> {
    if (near.length > maxSteps) throw new RangeError(`A near end takes at most ${maxSteps} steps`);
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

  /** Makes a sound file playable, and returns its name for `play-<name>` and `loop-<name>`. Its extension names the format. */
  async addSound(file: string): Promise<string> {
    const sounds = join(this.folder, 'sounds');
    // Replaces the file atomically, because calls may be playing an earlier copy.
    const copy = join(sounds, randomUUID());
    await copyFile(file, copy);
    await rename(copy, join(sounds, basename(file)));
    return basename(file, extname(file));
  }

  /** Places a call whose far end plays a sound file once and hangs up. */
  async playFile(file: string, call: Omit<OriginateOptions, 'far'>): Promise<Channel> {
    return this.originate({ ...call, far: `play-${await this.addSound(file)}` });
  }

  /** Replaces the servers that Asterisk can dial by `WebSocket/<name>`. */
  async setWebSocketClients(clients: WebSocketClients): Promise<void> {
    await writeFile(join(this.folder, 'etc/websocket_client.conf'), webSocketClientsFile(clients));
    await this.cli('module reload res_websocket_client.so');
  }

  /** Ends all calls and the process, and removes its folder. Idempotent. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    await this.#process.stop();
    process.off('exit', this.#killAndRemove);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
