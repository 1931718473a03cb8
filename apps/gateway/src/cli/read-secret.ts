import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CommandError } from './failure.ts';
import type { Terminal } from './terminal.ts';

/**
 * Reads a secret from the terminal, with a confirmation and without echo, or all of standard input without the
 * last line break.
 * @throws CommandError when it is empty.
 */
export async function readSecret(terminal: Terminal): Promise<string> {
  const secret = terminal.stdin.isTTY
    ? await askTwice(terminal)
    : (await text(terminal.stdin)).replace(/\r?\n$/, '');
  if (secret === '') throw new CommandError('no secret was given');
  return secret;
}

async function askTwice(terminal: Terminal): Promise<string> {
  const secret = await ask(terminal, 'Secret: ');
  if ((await ask(terminal, 'Again: ')) !== secret) {
    throw new CommandError('the two secrets are not the same');
  }
  return secret;
}

function ask({ stdin, stderr }: Terminal, question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: true });
  stderr.write(question);
  return new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    lines.once('close', () => reject(new CommandError('no secret was given')));
  }).finally(() => {
    lines.close();
    stderr.write('\n');
  });
}
