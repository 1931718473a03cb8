import type { Request } from 'express';

/** A parameter of the request's path; openapi.yaml and the route name it alike. */
export function pathParameter(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
}
