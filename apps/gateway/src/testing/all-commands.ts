import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { createProgram } from '../cli/program.ts';
import type { Terminal } from '../cli/terminal.ts';

/** The commands of the program that do something, each with the words that call it. */
export function allCommands(): readonly [words: string, command: Command][] {
  const idle = new PassThrough();
  const streams = { stdin: idle, stdout: idle, stderr: idle };
  return commandsOf(createProgram({ ...streams, env: {} } as unknown as Terminal));
}

function commandsOf(command: Command, words: readonly string[] = []): [string, Command][] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((child) => commandsOf(child, [...words, child.name()]));
}
