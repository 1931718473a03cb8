import { type Request, type RequestHandler, Router } from 'express';
import { middleware as openApiValidator } from 'express-openapi-validator';
import { isObject, type OpenApiDocument, type Operation } from './openapi-document.ts';
import { contentTypeOf } from './request-content.ts';

type ValidatorOptions = Parameters<typeof openApiValidator>[0];

const FORM = 'application/x-www-form-urlencoded';

/**
 * Checks parameters and bodies against the document. Parameters and forms are text, so they are turned
 * into the types of the document; a JSON body has to have them.
 */
export function requestValidation(
  document: OpenApiDocument,
  operationOf: (req: Request) => Operation | undefined,
  validateResponses: boolean,
): RequestHandler {
  const json = validator(document, false, validateResponses);
  // Making one takes a while, and not every dialect meets a form.
  let forms: RequestHandler | undefined;
  const formValidator = (): RequestHandler => {
    forms ??= validator(document, 'array', validateResponses);
    return forms;
  };
  return (req, res, next) => {
    const given = req.headers['content-type'];
    const type = contentTypeOf(req, operationOf(req)?.content);
    setContentType(req, type);
    const validate = type === FORM ? formValidator() : json;
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

/** The validator changes the document that it is given. */
function validator(
  document: OpenApiDocument,
  coerceTypes: false | 'array',
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
