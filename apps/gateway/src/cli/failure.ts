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
