import type { Request, RequestHandler, Router } from 'express';
import { isObject, type OpenApiDocument, type Operation } from './openapi-document.ts';
import type { OperationTable, PathMatch } from './operation-table.ts';
import { PathValidator } from './path-validator.ts';
import { inWords } from './pattern-messages.ts';
import { contentTypeOf, requireContent } from './request-content.ts';

const FORM = 'application/x-www-form-urlencoded';

/** The validators of one document. */
interface Validators {
  /** By path. */
  readonly forms: ReadonlyMap<string, PathValidator>;
  readonly others: ReadonlyMap<string, PathValidator>;
}

/**
 * Apps of one document share their validators, so that the many apps of tests validate requests with exactly what
 * a gateway compiles when it starts.
 */
const compiled = new WeakMap<OpenApiDocument, Validators>();

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
  const validators = compiled.get(document) ?? compile(document, table);
  compiled.set(document, validators);
  return (req, res, next) => {
    const match = matchOf(req);
    if (match === undefined) {
      next();
      return;
    }
    const given = req.headers['content-type'];
    const content = match.operations.get(req.method)?.content;
    const type = contentTypeOf(req, content);
    const { forms, others } = validators;
    const validator = (type === FORM ? forms : others).get(match.template);
    setContentType(req, type);
    try {
      validator?.check(req, res, match.parameters);
    } catch (error) {
      throw inWords(error, document);
    } finally {
      setContentType(req, given);
    }
    requireContent(req, content);
    next();
  };
}

function compile(document: OpenApiDocument, table: OperationTable): Validators {
  const forms = new Map<string, PathValidator>();
  const others = new Map<string, PathValidator>();
  for (const { template, operations } of table.rows) {
    for (const [method, operation] of operations) {
      for (const type of contentTypesOf(operation)) {
        const coerceTypes = type === FORM ? 'array' : false;
        const validators = type === FORM ? forms : others;
        const validator =
          validators.get(template) ?? new PathValidator(document, template, coerceTypes);
        validators.set(template, validator);
        validator.compile(method, type);
      }
    }
  }
  return { forms, others };
}

/** All possible results of {@link contentTypeOf} for the operation. */
function contentTypesOf({ content }: Operation): readonly (string | undefined)[] {
  if (content === undefined) return [undefined];
  return content.required ? content.types : [...content.types, undefined];
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

function setContentType(req: Request, type: string | undefined): void {
  if (type === undefined) delete req.headers['content-type'];
  else req.headers['content-type'] = type;
}
