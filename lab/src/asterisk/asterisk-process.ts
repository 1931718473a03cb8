import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { ASTERISK_PROGRAM } from './installation.ts';

const STOP_TIMEOUT_MS = 5_000;
const MAX_OUTPUT_CHARACTERS = 4_000;

/**
 * The process of an Asterisk. It runs as the user `asterisk` in the installation's chroot, and the kernel kills it when
 * this process dies.
 */
export class AsteriskProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #exited: Promise<unknown>;
  #output = '';

  /**
   * @param root folder of the installation
   * @param configuration path of asterisk.conf within `root`
   */
  constructor(root: string, configuration: string) {
    const user = ['setpriv', '--reuid=asterisk', '--regid=asterisk', '--clear-groups'];
    this.#child = spawn('chroot', [
      ...[root, ...user, '--pdeathsig=KILL'],
      ...[ASTERISK_PROGRAM, '-f', '-C', configuration],
    ]);
    if (this.#child.pid !== undefined) raisePriority(this.#child.pid);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.#output = (this.#output + text).slice(-MAX_OUTPUT_CHARACTERS);
      });
    }
    this.#exited = new Promise((resolve) => {
      this.#child.once('error', resolve).once('exit', resolve);
    });
  }

  /** The process id of Asterisk itself: chroot and setpriv replace themselves by exec. */
  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('Asterisk did not start');
    return pid;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The end of what it has written to standard output and standard error. */
  get output(): string {
    return this.#output;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Ends it gracefully, or kills it after five seconds. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), STOP_TIMEOUT_MS);
    await this.#exited;
    clearTimeout(timer);
  }
}

/**
 * Asterisk does not catch up when other load delays its playback, so it runs at the highest priority, along with the
 * threads that it starts later. Without the right to do so, it keeps its priority.
 */
function raisePriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_HIGHEST);
  } catch {}
}
