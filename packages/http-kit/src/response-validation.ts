import type { Request, RequestHandler } from 'express';
import { AjvOptions } from 'express-openapi-validator/dist/framework/ajv/options.js';
import { ResponseValidator } from 'express-openapi-validator/dist/middlewares/openapi.response.validator.js';
import { SchemaPreprocessor } from 'express-openapi-validator/dist/middlewares/parsers/schema.preprocessor.js';
import { partOf } from './document-part.ts';
import { isObject, type OpenApiDocument } from './openapi-document.ts';
import type { PathMatch } from './operation-table.ts';
import { DEFAULTS } from './request-validators.ts';

type ApiDocument = ConstructorParameters<typeof SchemaPreprocessor>[0];

/** Apps of one document share its compiled validators, by path. */
const compiled = new WeakMap<OpenApiDocument, Map<string, RequestHandler>>();

/**
 * For tests: turns a JSON response that violates the document into an error. Comes after the validation of requests,
 * which it does not change. Compiles a path's validators at the first response of that path.
 */
export function responseValidation(
  document: OpenApiDocument,
  matchOf: (req: Request) => PathMatch | undefined,
): RequestHandler {
  const known = compiled.get(document) ?? new Map<string, RequestHandler>();
  compiled.set(document, known);
  return (req, res, next) => {
    const template = matchOf(req)?.template;
    if (template === undefined) {
      next();
      return;
    }
    const watch = known.get(template) ?? pathResponses(document, template);
    known.set(template, watch);
    watch(req, res, next);
  };
}

function pathResponses(document: OpenApiDocument, template: string): RequestHandler {
  const part = partOf(document, template) as unknown;
  const ajv = new AjvOptions({
    ...DEFAULTS,
    serDes: [...DEFAULTS.serDes],
    validateRequests: { allowUnknownQueryParameters: true },
    validateResponses: { removeAdditional: false, coerceTypes: false },
  });
  const preprocessor = new SchemaPreprocessor(part as ApiDocument, ajv.preprocessor, {});
  const { apiDocRes } = preprocessor.preProcess();
  const operations: Readonly<Record<string, unknown>> = { ...apiDocRes.paths?.[template] };
  const watch: RequestHandler = new ResponseValidator(apiDocRes, ajv.response).validate();
  return (req: Request & { openapi?: unknown }, res, next) => {
    const { openapi } = req;
    // Where the library looks for it.
    if (isObject(openapi)) openapi._responseSchema = operations[req.method.toLowerCase()];
    watch(req, res, next);
  };
}
