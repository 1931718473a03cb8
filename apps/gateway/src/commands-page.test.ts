import { readFile } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { beforeAll, expect, test } from 'vitest';
import { createProgram } from './cli/program.ts';
import type { Terminal } from './cli/terminal.ts';

const stream = new PassThrough();
const program = createProgram({
  ...{ stdin: stream, stdout: stream, stderr: stream },
  env: {},
} as unknown as Terminal);

/** The commands that do something, each with the words that call it. */
function commandsOf(command: Command, words: readonly string[] = []): [string, Command][] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((child) => commandsOf(child, [...words, child.name()]));
}

const commands = commandsOf(program);

let page: string;
beforeAll(async () => {
  page = await readFile(new URL('../../../docs/commands.md', import.meta.url), 'utf8');
});

/** What the page has below the heading of a command. */
function sectionOf(words: string): string {
  const [, section = ''] = page.split(`\n## tricord ${words}\n`);
  return section.split('\n## ')[0] ?? '';
}

test('the page has exactly the commands of the program', () => {
  const headings = [...page.matchAll(/^## tricord (.+)$/gm)].map(([, words]) => words);
  expect(headings.toSorted()).toEqual(commands.map(([words]) => words).toSorted());
});

test.each(commands)('%s: the page has its description, arguments and options', (words, command) => {
  const section = sectionOf(words);
  expect(section).toContain(command.description());
  const rows = [...section.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(([, name, text]) => [
    name,
    text,
  ]);
  expect(rows).toEqual([
    ...command.registeredArguments.map((argument) => [argument.name(), argument.description]),
    ...command.options.map(({ flags, description }) => [flags, description]),
  ]);
});
