import type { Request, RequestHandler } from 'express';
import { HttpError, type Problem } from './http-failure.ts';
import type { PathMatch } from './operation-table.ts';

const MAX_NAME_CHARS = 100;

/** Refuses query parameters that the document does not have: a filter with a wrong name would find everything. */
export function refuseUnknownQuery(
  matchOf: (req: Request) => PathMatch | undefined,
): RequestHandler {
  return (req, _res, next) => {
    const known = matchOf(req)?.operations.get(req.method)?.query ?? [];
    const unknown = Object.keys(req.query).filter((name) => !known.includes(name));
    if (unknown.length === 0) {
      next();
      return;
    }
    const problems = unknown.map((name) => toProblem(name.slice(0, MAX_NAME_CHARS), known));
    throw new HttpError({ kind: 'invalid', status: 400, problems });
  };
}

function toProblem(name: string, known: readonly string[]): Problem {
  const allowed = known.length === 0 ? 'no parameters' : known.join(', ');
  return { path: `/query/${name}`, message: `is not a parameter here; allowed: ${allowed}` };
}
