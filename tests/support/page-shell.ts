import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const IS_ASSIGNMENT = /^[A-Z]+=/;
/** Has every request fail on an error status, and waits only as long as a person would. */
const CURL = 'curl() { command curl -sS --fail-with-body --max-time 20 "$@"; }';

/** Runs the commands of a page one after the other, as somebody would who reads it. */
export class PageShell {
  readonly #folder: string;
  readonly #variables: string[] = [];

  /** @param folder where the commands run, and where files that they download go. */
  constructor(folder: string, variables: Readonly<Record<string, string>> = {}) {
    this.#folder = folder;
    for (const [name, value] of Object.entries(variables)) this.set(name, value);
  }

  /** Sets a variable that later commands use. */
  set(name: string, value: string): void {
    this.#variables.push(`${name}='${value}'`);
  }

  /**
   * Runs one line.
   * @returns what it printed.
   * @throws Error with the response if it failed.
   */
  async run(line: string): Promise<string> {
    if (IS_ASSIGNMENT.test(line)) {
      this.#variables.push(line);
      return '';
    }
    const script = [CURL, 'set -u', ...this.#variables, line].join('\n');
    try {
      const { stdout } = await execute('bash', ['-c', script], { cwd: this.#folder });
      return stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${line}\n${stderr}${stdout}`);
    }
  }
}
