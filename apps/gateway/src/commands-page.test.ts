import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { allCommands } from './testing/all-commands.ts';

const commands = allCommands();

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
