import { InvalidConfigError } from './config/problems.ts';

/** A failure as a command shows it. */
export interface FailureText {
  /** One line, or, for a configuration, a heading and a line for each problem. */
  readonly lines: readonly string[];
  /** 2 for an invalid configuration, else 1. */
  readonly exitCode: 1 | 2;
}

/** Why a command or a server cannot continue, for the person who started it. */
export function failureText(error: unknown): FailureText {
  if (error instanceof InvalidConfigError) {
    const { file, problems } = error;
    const head = `${file}: ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}:`;
    return { lines: [head, ...problems.map((problem) => `  ${problem}`)], exitCode: 2 };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { lines: [message.replaceAll(/\s+/g, ' ').trim()], exitCode: 1 };
}
