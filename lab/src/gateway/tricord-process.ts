import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const TRICORD = fileURLToPath(new URL('../../../apps/gateway/bin/tricord.cjs', import.meta.url));

/** How long a process may take to end in peace, milliseconds. */
const STOP_TIMEOUT_MS = 20_000;

export interface TricordProcessOptions {
  /** Working directory. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What it gets on standard input; default: nothing. */
  readonly input?: string;
  /** Default: `tricord`. */
  readonly program?: string;
  /** Options of Node itself, such as `--cpu-prof`. */
  readonly nodeOptions?: readonly string[];
  /** Told each line of standard error. */
  readonly onLog?: (line: string) => void;
}

/** The command as a process of its own: the built program. Whoever starts it ends it. */
export class TricordProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  /** Resolves to the exit code, or the signal that ended it. */
  readonly exited: Promise<number | string>;
  stdout = '';
  stderr = '';
  #ended = false;

  constructor(args: readonly string[], options: TricordProcessOptions) {
    const { cwd, env = {}, input = '', program = TRICORD, nodeOptions = [], onLog } = options;
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    this.#child = spawn(process.execPath, [...nodeOptions, program, ...args], {
      cwd,
      env: { PATH, ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }), ...env },
    });
    this.#child.stdin.on('error', () => undefined).end(input);
    this.#child.stdout.on('data', (chunk) => {
      this.stdout += String(chunk);
    });
    this.#child.stderr.on('data', (chunk) => {
      this.stderr += String(chunk);
    });
    if (onLog !== undefined) createInterface({ input: this.#child.stderr }).on('line', onLog);
    this.exited = once(this.#child, 'close').then(([code, signal]) => {
      this.#ended = true;
      return (code as number | null) ?? String(signal);
    });
  }

  /** @throws Error when it has ended. */
  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined || this.#ended) throw new Error('the process has ended');
    return pid;
  }

  /** Whether it has ended. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Waits until standard output matches. @throws Error when the process ends before it does. */
  waitForOutput(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#matches('stdout', pattern);
  }

  /** As {@link waitForOutput}, for standard error. */
  waitForLog(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#matches('stderr', pattern);
  }

  /** Nobody reads its standard output any more. */
  closeStdout(): void {
    this.#child.stdout.destroy();
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Lets it end in peace; ends it if it takes too long. Idempotent. */
  async stop(): Promise<void> {
    if (!this.#ended) this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.exited;
    clearTimeout(timer);
  }

  /** Ends it, however it stands. Idempotent. */
  async close(): Promise<void> {
    if (!this.#ended) this.#child.kill('SIGKILL');
    await this.exited;
  }

  async #matches(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this[stream]);
      if (match !== null) return match;
      if (this.#ended) throw new Error(`ended without ${pattern}:\n${this.stdout}\n${this.stderr}`);
      await Promise.race([once(this.#child[stream], 'data'), this.exited]);
    }
  }
}
