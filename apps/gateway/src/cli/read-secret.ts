import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CommandError } from './failure.ts';
import type { Terminal } from './terminal.ts';

/**
 * A secret from the keyboard, asked for twice and never shown, or all of standard input without its
 * last line break.
 * @throws CommandError when there is none.
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
