import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GatewayProcess } from '@tricord/lab';
import { type BenchAccount, createBenchAccount } from './bench-account.ts';
import { HttpClient } from './http-client.ts';

/** Pino's number for warnings; errors have greater ones. */
const WARNING = 40;

export interface BenchGatewayOptions {
  /** Folder in which Node leaves a profile of its use of the processor. */
  readonly profileTo?: string | undefined;
  /** Fills the data folder before the gateway opens it. */
  readonly prepare?: (dataDir: string, account: BenchAccount) => Promise<void>;
}

/** The gateway under test: `tricord serve` in a process and a data folder of its own. */
export class BenchGateway {
  readonly account: BenchAccount;
  readonly api: HttpClient;
  /** What it warned of, by message: how often. */
  readonly warnings: ReadonlyMap<string, number>;
  readonly #gateway: GatewayProcess;
  readonly #folder: string;
  readonly #remove: () => void;

  private constructor(
    gateway: GatewayProcess,
    folder: string,
    account: BenchAccount,
    warnings: ReadonlyMap<string, number>,
  ) {
    this.#gateway = gateway;
    this.#folder = folder;
    this.account = account;
    this.warnings = warnings;
    this.api = new HttpClient(this.port, account.authorization.native);
    this.#remove = () => {
      gateway.process.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    };
    process.once('exit', this.#remove);
  }

  /**
   * Starts the built gateway and answers when it serves.
   * @throws Error when it ends before.
   */
  static async start({ profileTo, prepare }: BenchGatewayOptions = {}): Promise<BenchGateway> {
    const folder = await mkdtemp(join(tmpdir(), 'tricord-bench-'));
    const dataDir = join(folder, 'data');
    const account = createBenchAccount(dataDir);
    await prepare?.(dataDir, account);
    const warnings = new Map<string, number>();
    const serving = await GatewayProcess.start(folder, account.config, {
      nodeOptions:
        profileTo === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(profileTo)}`],
      onLog: (line) => countWarning(line, warnings),
    });
    try {
      const gateway = await GatewayProcess.waitUntilServing(serving);
      return new BenchGateway(gateway, folder, account, warnings);
    } catch (error) {
      await serving.close();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Of its HTTP server. */
  get port(): number {
    return this.#gateway.port;
  }

  get audioSocketPort(): number {
    return this.#gateway.audioSocketPort;
  }

  /** @throws Error when it has ended. */
  get pid(): number {
    return this.#gateway.process.pid;
  }

  /** Ends it, first in peace, and deletes its data. Idempotent. */
  async close(): Promise<void> {
    this.api.close();
    await this.#gateway.process.stop();
    process.off('exit', this.#remove);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function countWarning(line: string, warnings: Map<string, number>): void {
  // Most lines only say that a call came or went.
  if (line.startsWith('{"level":30')) return;
  const entry = parsed(line);
  if (Number(entry.level) < WARNING) return;
  const message = [entry.msg, entry.why].filter(Boolean).join(': ');
  warnings.set(message, (warnings.get(message) ?? 0) + 1);
}

function parsed(line: string): { level?: number | string; msg?: string; why?: string } {
  try {
    return JSON.parse(line);
  } catch {
    return { level: WARNING, msg: line };
  }
}
