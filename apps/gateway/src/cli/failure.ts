import { failureText } from '@tricord/runtime';
import { CommanderError } from 'commander';
import type { Terminal } from './terminal.ts';

/** A command failed; the message is a single line for people. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(
    message: string,
    { exitCode = 1, ...options }: { readonly cause?: unknown; readonly exitCode?: number } = {},
  ) {
    super(message, options);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

/**
 * The error to report when a file given on the command line cannot be read.
 * @returns `error` itself if it is not a system error.
 */
export function cannotRead(file: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) return error;
  const reason = READ_FAILURES[code] ?? code;
  return new CommandError(`cannot read ${file}: ${reason}`, { cause: error });
}

const READ_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

/**
 * Prints why a command failed.
 * @returns the exit code: 2 for an invalid configuration, else 1, unless the command has its own.
 */
export function explainFailure(error: unknown, { stderr }: Pick<Terminal, 'stderr'>): number {
  // Commander has already printed the message.
  if (error instanceof CommanderError) return error.exitCode;
  const { lines, exitCode } = failureText(error);
  stderr.write(`tricord: ${lines.join('\n')}\n`);
  return error instanceof CommandError ? error.exitCode : exitCode;
}
