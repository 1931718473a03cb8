import type { Request } from 'express';

/** A parameter of the request's path, which has the same name in openapi.yaml and in the route. */
export function pathParameter(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
}
