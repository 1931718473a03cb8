import type { Request, RequestHandler, Router } from 'express';
import { isObject, type OpenApiDocument } from './openapi-document.ts';
import type { OperationTable, PathMatch } from './operation-table.ts';
import { inWords } from './pattern-messages.ts';
import { contentTypeOf, requireContent } from './request-content.ts';
import { RequestValidators } from './request-validators.ts';

/**
 * Apps of one document share their validators, so that the many apps of tests validate requests with exactly what
 * a gateway compiles when it starts.
 */
const compiled = new WeakMap<OpenApiDocument, RequestValidators>();

/**
 * Validates parameters and bodies against the document. Parameters and forms are text, so they are converted
 * to the types of the document; a JSON body must have them.
 *
 * All validators are compiled before this returns: compiling during a request would
 * delay the audio of every call, since both share one thread.
 */
export function requestValidation(
  document: OpenApiDocument,
  table: OperationTable,
  matchOf: (req: Request) => PathMatch | undefined,
): RequestHandler {
  const validators = compiled.get(document) ?? new RequestValidators(document, table);
  compiled.set(document, validators);
  return (req, _res, next) => {
    const match = matchOf(req);
    if (match === undefined) {
      next();
      return;
    }
    const { template, parameters, operations } = match;
    const content = operations.get(req.method)?.content;
    const type = contentTypeOf(req, content);
    try {
      validators.of(template, req.method, type)?.check(req, parameters);
    } catch (error) {
      throw inWords(error, document);
    }
    requireContent(req, content);
    next();
  };
}

/** Passes routes the path parameters that validation converted to the document's types. */
export function useValidatedParameters(routes: Router, names: Iterable<string>): void {
  for (const name of names) {
    routes.param(name, (req: Request & { openapi?: unknown }, _res, next) => {
      const validated = isObject(req.openapi) ? req.openapi.pathParams : undefined;
      if (isObject(validated) && Object.hasOwn(validated, name)) {
        Object.assign(req.params, { [name]: validated[name] });
      }
      next();
    });
  }
}
