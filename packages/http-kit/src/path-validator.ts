import type { Request, Response } from 'express';
import { AjvOptions } from 'express-openapi-validator/dist/framework/ajv/options.js';
import { defaultSerDes } from 'express-openapi-validator/dist/framework/base.serdes.js';
import { BadRequest, type OpenApiRequest } from 'express-openapi-validator/dist/framework/types.js';
import { RequestValidator } from 'express-openapi-validator/dist/middlewares/openapi.request.validator.js';
import { SchemaPreprocessor } from 'express-openapi-validator/dist/middlewares/parsers/schema.preprocessor.js';
import { partOf } from './document-part.ts';
import type { OpenApiDocument } from './openapi-document.ts';

type ApiDocument = ConstructorParameters<typeof SchemaPreprocessor>[0];
type Operations = Readonly<Record<string, object | undefined>>;

/** The library's defaults for options that are not set here, the same for all paths. */
export const DEFAULTS = {
  apiSpec: '',
  // A dialect authenticates by itself, and accepts uploads as its vendor does.
  validateSecurity: false,
  fileUploader: false,
  operationHandlers: false,
  $refParser: { mode: 'bundle' },
  formats: {},
  validateFormats: true,
  ajvFormats: { mode: 'fast' },
  serDes: defaultSerDes,
  validateApiSpec: false,
} as const;

/**
 * Turns off what ajv would waste time on at each start: a meta-schema that validates nothing, and optimized code
 * for validators that run in microseconds anyway.
 */
const QUICK_TO_COMPILE = { meta: false, code: { optimize: false } };

/**
 * The checks of express-openapi-validator for requests to one path of a document. Its parts are used instead of its
 * middleware, which tries every path with every request, and which compiles OpenAPI's own schema for each validator and
 * the rest at the first request of a kind.
 */
export class PathValidator {
  readonly #template: string;
  readonly #operations: Operations;
  readonly #requests: RequestValidator;

  /**
   * @param coerceTypes whether strings are converted to the types of the document, in the body too; `array`: also a
   *   single value to a list.
   * @throws Error when the path references something that is not in the document.
   */
  constructor(document: OpenApiDocument, template: string, coerceTypes: false | 'array') {
    const part = partOf(document, template, { responses: false }) as unknown;
    const ajv = new AjvOptions({
      ...DEFAULTS,
      serDes: [...DEFAULTS.serDes],
      validateRequests: { allowUnknownQueryParameters: true, coerceTypes },
      validateResponses: false,
    });
    const { apiDoc } = new SchemaPreprocessor(
      part as ApiDocument,
      { ...ajv.preprocessor, ...QUICK_TO_COMPILE },
      false as never,
    ).preProcess();
    this.#template = template;
    this.#operations = operationsOf(apiDoc, template);
    this.#requests = new RequestValidator(apiDoc, { ...ajv.request, ...QUICK_TO_COMPILE });
  }

  /** Compiles the validators for a method (upper case) and media type (undefined: no body). */
  compile(method: string, type: string | undefined): void {
    const headers = type === undefined ? {} : { 'content-type': type };
    const trial = { method, headers, query: {}, params: {}, originalUrl: '/' };
    try {
      this.check(trial as Request, {} as Response, {});
    } catch (error) {
      // The request lacks required properties, but its validators have been compiled.
      if (!(error instanceof BadRequest)) throw error;
    }
  }

  /**
   * Validates a request's parameters and body, and converts them to the types of the document.
   * @param parameters the path parameters; converted in place.
   * @throws BadRequest of the library.
   */
  check(req: Request, res: Response, parameters: Record<string, string>): void {
    const openapi = {
      expressRoute: this.#template,
      openApiRoute: this.#template,
      pathParams: parameters,
      schema: this.#operations[req.method.toLowerCase()],
      serial: -1,
    };
    Object.assign(req, { openapi, params: parameters });
    // Whatever its type says, it throws, and calls `next` before it returns.
    void this.#requests.validate(req as OpenApiRequest, res, () => undefined);
  }
}

function operationsOf({ paths }: ApiDocument, template: string): Operations {
  return (paths?.[template] ?? {}) as Operations;
}
