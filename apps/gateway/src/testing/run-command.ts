import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runTricord } from '../cli/program.ts';
import type { Terminal } from '../cli/terminal.ts';

/** The output and the exit code of a command line, run in this process. */
export async function runCommand(args: readonly string[], env: Terminal['env'] = {}) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const terminal = { stdin: new PassThrough(), stdout, stderr, env } as unknown as Terminal;
  const ending = runTricord(args, terminal).then((code) => {
    stdout.end();
    stderr.end();
    return code;
  });
  const [code, out, err] = await Promise.all([ending, text(stdout), text(stderr)]);
  return { code, out, err };
}
