import { failureText, InvalidConfigError } from '@tricord/runtime/failure-text';
import { CommanderError } from 'commander';
import { printable } from './printable.ts';
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

/** The command line is wrong, or does not say enough. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super(message, { exitCode: EXIT_USAGE });
    this.name = 'UsageError';
  }
}

const EXIT_USAGE = 2;

/** A file given on the command line is wrong. */
export class FileProblems extends CommandError {
  /** Each is `file:line: problem`. */
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'FileProblems';
    this.lines = lines;
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
 * @returns the exit code: 2 for a wrong command line and an invalid configuration, else 1, unless the command has its own.
 */
export function explainFailure(error: unknown, { stderr }: Pick<Terminal, 'stderr'>): number {
  // Commander has already printed the message.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
  const { lines: reasons, exitCode } = failureText(error);
  const lines = reasons.map(printable);
  // Lines about a file begin with its name, as those of compilers do.
  if (error instanceof FileProblems) stderr.write(`${error.lines.map(printable).join('\n')}\n`);
  else if (error instanceof InvalidConfigError) stderr.write(`${lines.join('\n')}\n`);
  else stderr.write(`tricord: ${lines.join('\n')}\n`);
  return error instanceof CommandError ? error.exitCode : exitCode;
}
