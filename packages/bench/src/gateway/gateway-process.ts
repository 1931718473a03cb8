import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type BenchAccount, createBenchAccount } from './bench-account.ts';
import { HttpClient } from './http-client.ts';

const PROGRAM = fileURLToPath(new URL('../../../../apps/gateway/bin/tricord.cjs', import.meta.url));
/** Pino's number for warnings; errors have greater ones. */
const WARNING = 40;
const STOP_TIMEOUT_MS = 20_000;

/** The line that the gateway logs when it serves. */
interface Serving {
  readonly url: string;
  readonly audioSocketPort: number;
}

export interface GatewayOptions {
  /** Folder in which Node leaves a profile of its use of the processor. */
  readonly profileTo?: string | undefined;
  /** Fills the data folder before the gateway opens it. */
  readonly prepare?: (dataDir: string, account: BenchAccount) => Promise<void>;
}

/** The gateway under test: `tricord serve` in a process and a data folder of its own. */
export class GatewayProcess {
  readonly account: BenchAccount;
  readonly api: HttpClient;
  readonly port: number;
  readonly audioSocketPort: number;
  /** What it warned of, by message: how often. */
  readonly warnings: ReadonlyMap<string, number>;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #remove: () => void;

  private constructor(
    child: ChildProcess,
    folder: string,
    account: BenchAccount,
    serving: Serving,
    warnings: ReadonlyMap<string, number>,
  ) {
    this.#child = child;
    this.#folder = folder;
    this.account = account;
    this.warnings = warnings;
    this.port = Number(new URL(serving.url).port);
    this.audioSocketPort = serving.audioSocketPort;
    this.api = new HttpClient(this.port, account.authorization.native);
    this.#remove = () => {
      child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    };
    process.once('exit', this.#remove);
  }

  /**
   * Starts the built gateway and answers when it serves.
   * @throws Error when it ends before.
   */
  static async start({ profileTo, prepare }: GatewayOptions = {}): Promise<GatewayProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'tricord-bench-'));
    const dataDir = join(folder, 'data');
    const account = createBenchAccount(dataDir);
    await prepare?.(dataDir, account);
    const file = join(folder, 'tricord.yaml');
    // JSON is YAML.
    await writeFile(file, JSON.stringify(account.config), { mode: 0o600 });
    const profile =
      profileTo === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profileTo)}`];
    const child = spawn(process.execPath, [...profile, PROGRAM, 'serve', '--config', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const warnings = new Map<string, number>();
    try {
      const serving = await servingOf(child, warnings);
      return new GatewayProcess(child, folder, account, serving, warnings);
    } catch (error) {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** @throws Error when it has ended. */
  get pid(): number {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) {
      throw new Error(`the gateway has ended: ${exitCode ?? signalCode}`);
    }
    return pid;
  }

  /** Ends it, first in peace, and deletes its data. Idempotent. */
  async close(): Promise<void> {
    this.api.close();
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) {
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      this.#child.kill('SIGTERM');
      await once(this.#child, 'exit');
      clearTimeout(timer);
    }
    process.off('exit', this.#remove);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Reads the gateway's log for as long as it runs: until it serves, and for warnings. */
function servingOf(child: ChildProcess, warnings: Map<string, number>): Promise<Serving> {
  return new Promise((resolve, reject) => {
    let last = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the gateway did not start: ${last}`)));
    const { stderr } = child;
    if (stderr === null) return;
    createInterface({ input: stderr }).on('line', (line) => {
      last = line;
      // Most lines only say that a call came or went.
      if (line.startsWith('{"level":30') && !line.includes('"serving"')) return;
      const entry = parsed(line);
      if (entry.msg === 'serving') resolve(entry as unknown as Serving);
      if (Number(entry.level) < WARNING) return;
      const message = [entry.msg, entry.why].filter(Boolean).join(': ');
      warnings.set(message, (warnings.get(message) ?? 0) + 1);
    });
  });
}

function parsed(line: string): { level?: number | string; msg?: string; why?: string } {
  try {
    return JSON.parse(line);
  } catch {
    return { level: WARNING, msg: line };
  }
}
