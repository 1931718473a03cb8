import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GatewayProcess } from '@tricord/lab';
import { type BenchAccount, createBenchAccount } from './bench-account.ts';
import { HttpClient } from './http-client.ts';

/** Pino's level of warnings; errors have higher ones. */
const WARNINGS: ReadonlySet<string> = new Set(['warn', 'error', 'fatal']);

export interface BenchGatewayOptions {
  /** Folder for Node's CPU profile. */
  readonly profileTo?: string | undefined;
  /** Fills the data folder before the gateway opens it. */
  readonly prepare?: (dataDir: string, account: BenchAccount) => Promise<void>;
}

/** The gateway under test: `tricord serve` in its own process and data folder. */
export class BenchGateway {
  readonly account: BenchAccount;
  readonly api: HttpClient;
  /** The number of warnings, by message. */
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
   * Starts the built gateway; resolves once it is serving.
   * @throws Error when it exits before.
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

  /** The base URL of its HTTP server. */
  get port(): number {
    return this.#gateway.port;
  }

  get audioSocketPort(): number {
    return this.#gateway.audioSocketPort;
  }

  /** @throws Error when it has exited. */
  get pid(): number {
    return this.#gateway.process.pid;
  }

  /** Stops it, gracefully at first, and deletes its data. Idempotent. */
  async close(): Promise<void> {
    this.api.close();
    await this.#gateway.process.stop();
    process.off('exit', this.#remove);
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function countWarning(line: string, warnings: Map<string, number>): void {
  // Most lines are about calls that start and end.
  if (line.startsWith('{"level":"info"')) return;
  const entry = parsed(line);
  if (!WARNINGS.has(entry.level ?? '')) return;
  const message = [entry.msg, entry.why].filter(Boolean).join(': ');
  warnings.set(message, (warnings.get(message) ?? 0) + 1);
}

function parsed(line: string): { level?: string; msg?: string; why?: string } {
  try {
    return JSON.parse(line);
  } catch {
    return { level: 'warn', msg: line };
  }
}
