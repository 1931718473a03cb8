import { hashSecret } from '@tricord/http-kit/secret';
import type { Command } from 'commander';
import { withExamples } from './examples.ts';
import { readSecret } from './read-secret.ts';
import { say, type Terminal } from './terminal.ts';

export function addHashCommand(program: Command, terminal: Terminal): void {
  const hash = program
    .command('hash')
    .description(
      'Asks for a secret, or reads it from standard input, and prints the hash that can be used instead of it in ' +
        'the configuration.',
    )
    .action(async () => {
      say(terminal, await hashSecret(await readSecret(terminal)));
    });
  withExamples(hash, 'tricord hash', 'head -c 24 /dev/urandom | base64 | tricord hash');
}
