import { type Request, type RequestHandler, Router } from 'express';
import { middleware as openApiValidator } from 'express-openapi-validator';
import { isObject, type OpenApiDocument } from './openapi-document.ts';
import type { PathMatch } from './operation-table.ts';
import { contentTypeOf } from './request-content.ts';

type ValidatorOptions = Parameters<typeof openApiValidator>[0];

type CoerceTypes = false | 'array';

const FORM = 'application/x-www-form-urlencoded';

/** Apps of one document share them: to make one takes longer than most requests. */
const validatorsOf = new WeakMap<OpenApiDocument, Map<string, RequestHandler>>();

/**
 * Checks parameters and bodies against the document. Parameters and forms are text, so they are turned
 * into the types of the document; a JSON body has to have them.
 *
 * Each path has a validator of its own, made when it is first asked for: the library tries every path
 * of its document with every request, and compiles the pattern of each anew.
 */
export function requestValidation(
  document: OpenApiDocument,
  matchOf: (req: Request) => PathMatch | undefined,
  validateResponses: boolean,
): RequestHandler {
  const validators = validatorsOf.get(document) ?? new Map<string, RequestHandler>();
  validatorsOf.set(document, validators);
  const validatorOf = (template: string, coerceTypes: CoerceTypes): RequestHandler => {
    const key = `${coerceTypes} ${validateResponses} ${template}`;
    const known = validators.get(key);
    if (known !== undefined) return known;
    const made = validator(onlyPath(document, template), coerceTypes, validateResponses);
    validators.set(key, made);
    return made;
  };
  return (req, res, next) => {
    const match = matchOf(req);
    if (match === undefined) {
      next();
      return;
    }
    const given = req.headers['content-type'];
    const type = contentTypeOf(req, match.operations.get(req.method)?.content);
    setContentType(req, type);
    const validate = validatorOf(match.template, type === FORM ? 'array' : false);
    validate(req, res, (error?: unknown) => {
      setContentType(req, given);
      next(error);
    });
  };
}

/** Gives routes the path parameters that validation has turned into the document's types. */
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

function onlyPath(document: OpenApiDocument, template: string): OpenApiDocument {
  const item = document.paths[template];
  return { ...document, paths: item === undefined ? {} : { [template]: item } };
}

/** The validator changes the document that it is given. */
function validator(
  document: OpenApiDocument,
  coerceTypes: CoerceTypes,
  validateResponses: boolean,
): RequestHandler {
  const handlers = openApiValidator({
    apiSpec: structuredClone(document) as unknown as ValidatorOptions['apiSpec'],
    validateApiSpec: validateResponses,
    validateRequests: { allowUnknownQueryParameters: true, coerceTypes },
    validateResponses,
    // A dialect authenticates by itself, and takes uploads as its vendor does.
    validateSecurity: false,
    fileUploader: false,
  });
  return Router().use(...(handlers as RequestHandler[]));
}

function setContentType(req: Request, type: string | undefined): void {
  if (type === undefined) delete req.headers['content-type'];
  else req.headers['content-type'] = type;
}
