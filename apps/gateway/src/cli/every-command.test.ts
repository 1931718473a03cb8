import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { allCommands } from '../testing/all-commands.ts';
import { runTricord } from './program.ts';
import type { Terminal } from './terminal.ts';

async function run(args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const terminal = { stdin: new PassThrough(), stdout, stderr, env: {} } as unknown as Terminal;
  const code = await runTricord(args, terminal);
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

const commands = allCommands();

test.each(commands)('%s: its help has an example that calls it', async (words) => {
  const { code, stdout } = await run([...words.split(' '), '--help']);
  expect(code).toBe(0);
  const [, examples = ''] = stdout.split('\nExamples:\n');
  expect(examples).toContain(`tricord ${words}`);
});

test.each([['--help'], ['webhooks', '--help'], ['config', '--help']])(
  'the help of groups has examples, too: %s',
  async (...args) => {
    expect((await run(args)).stdout).toContain('\nExamples:\n  $ tricord ');
  },
);

test.each(commands)('%s: an unknown option exits with 2', async (words) => {
  const { code, stdout, stderr } = await run([...words.split(' '), '--no-such-option']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^tricord: unknown option '--no-such-option'\n/);
});

test.each(commands.filter(([words]) => /(^| )(list|accounts|preview|doctor|status)$/.test(words)))(
  '%s: takes --json',
  (_words, command) => {
    expect(command.options.map(({ long }) => long)).toContain('--json');
  },
);

test.each(commands)('%s: each option of its examples exists', async (words, command) => {
  const { stdout } = await run([...words.split(' '), '--help']);
  const [, examples = ''] = stdout.split('\nExamples:\n');
  const own = examples.split('\n').map((line) => /tricord [^|>]*/.exec(line)?.[0] ?? '');
  const used = own.flatMap((line) => line.match(/(?<= )--[a-z-]+/g) ?? []);
  const known = command.options.map(({ long }) => long);
  for (const option of used) expect(known).toContain(option);
});
