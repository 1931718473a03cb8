import type { HttpAnswer } from '../http-failure.ts';
import { PROBLEM_STATUS, type ProblemCode } from './problem-codes.ts';

/** The page that explains every code, at the home that the repository's package.json names. */
export const ERRORS_PAGE = 'https://github.com/tricord/tricord/blob/main/docs/errors.md';

/** What can be said of a problem besides its code. */
export interface ProblemFacts {
  /** What is wrong, for people. */
  readonly detail: string;
  /** What is wrong with the request, one by one. */
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
  /** Further members, such as a recording's `state`. */
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer for a problem (RFC 9457). */
export function problem(
  code: ProblemCode,
  { detail, problems, facts, headers }: ProblemFacts,
): HttpAnswer {
  const status = PROBLEM_STATUS[code];
  const body = {
    ...facts,
    type: `${ERRORS_PAGE}#${code}`,
    title: titleOf(code),
    status,
    detail,
    code,
    ...(problems === undefined ? {} : { problems }),
  };
  return { status, headers: { 'Content-Type': 'application/problem+json', ...headers }, body };
}

/** `recording-not-live` as `Recording not live`. */
function titleOf(code: ProblemCode): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
