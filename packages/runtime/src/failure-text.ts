import { InvalidConfigError } from './config/problems.ts';

export { InvalidConfigError };

/** A failure as a command shows it. */
export interface FailureText {
  /** One line, or, for a configuration, one for each problem: `file:line: problem`. */
  readonly lines: readonly string[];
  /** 2 for an invalid configuration, else 1. */
  readonly exitCode: 1 | 2;
}

/** Why a command or a server cannot continue, for the person who started it. */
export function failureText(error: unknown): FailureText {
  if (error instanceof InvalidConfigError) {
    const lines = error.problems.map(({ line, message }) =>
      line === undefined ? `${error.file}: ${message}` : `${error.file}:${line}: ${message}`,
    );
    return { lines, exitCode: 2 };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { lines: [message.replaceAll(/\s+/g, ' ').trim()], exitCode: 1 };
}
