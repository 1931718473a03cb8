import { createRequestAjv } from 'express-openapi-validator/dist/framework/ajv/index.js';
import { AjvOptions } from 'express-openapi-validator/dist/framework/ajv/options.js';
import { defaultSerDes } from 'express-openapi-validator/dist/framework/base.serdes.js';
import { SchemaPreprocessor } from 'express-openapi-validator/dist/middlewares/parsers/schema.preprocessor.js';
import { requestsOf } from './document-part.ts';
import type { OpenApiDocument } from './openapi-document.ts';
import type { OperationTable } from './operation-table.ts';
import {
  type ApiDocument,
  OperationValidator,
  type SchemaCompilers,
} from './operation-validator.ts';

const FORM = 'application/x-www-form-urlencoded';

/** The library's defaults for options that are not set here. */
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
 * The checks of express-openapi-validator for the requests of a document. Its parts are used instead of its
 * middleware, which tries every path with every request, compiles validators at the first request of a kind, and
 * compiles each schema again for every operation that references it.
 */
export class RequestValidators {
  /** By path, method and media type. */
  readonly #validators = new Map<string, OperationValidator>();

  /**
   * Compiles the validators of all operations.
   * @throws Error when the document references something that it does not have.
   */
  constructor(document: OpenApiDocument, table: OperationTable) {
    const apiDocument = preprocessed(document);
    const forms = compilers(apiDocument, 'array');
    const others = compilers(apiDocument, false);
    for (const { template, operations } of table.rows) {
      for (const [method, { content }] of operations) {
        const optional = content === undefined || !content.required;
        for (const type of [...(content?.types ?? []), ...(optional ? [undefined] : [])]) {
          const validator = new OperationValidator(apiDocument, type === FORM ? forms : others, {
            ...{ template, method, type },
          });
          this.#validators.set(keyOf(template, method, type), validator);
        }
      }
    }
  }

  /** The validator of requests with content of `type`, one of the document's media types; undefined: without. */
  of(template: string, method: string, type: string | undefined): OperationValidator | undefined {
    return this.#validators.get(keyOf(template, method, type));
  }
}

function keyOf(template: string, method: string, type: string | undefined): string {
  return `${method} ${template} ${type ?? ''}`;
}

/** The document as the library's validators need it. */
function preprocessed(document: OpenApiDocument): ApiDocument {
  const { components = {}, ...requests } = requestsOf(document);
  const { schemas = {}, ...others } = components;
  const apiDocument = { ...requests, components: others } as unknown as ApiDocument;
  const options = { ...optionsOf(false).preprocessor, ...QUICK_TO_COMPILE };
  const preprocessor = new SchemaPreprocessor(apiDocument, options, false as never);
  // Added only now: the preprocessor would compile each schema that it knows from the start, just to look it up.
  Object.assign(apiDocument.components ?? {}, { schemas });
  return preprocessor.preProcess().apiDoc;
}

/**
 * @param coerceTypes whether strings are converted to the types of the document in the body; `array`: also a single
 *   value to a list. Parameters are always converted.
 */
function compilers(document: ApiDocument, coerceTypes: false | 'array'): SchemaCompilers {
  const options = { ...optionsOf(coerceTypes).request, ...QUICK_TO_COMPILE };
  return {
    parameters: createRequestAjv(document, { ...options, coerceTypes: coerceTypes || true }),
    body: createRequestAjv(document, options),
  };
}

function optionsOf(coerceTypes: false | 'array'): AjvOptions {
  return new AjvOptions({
    ...DEFAULTS,
    serDes: [...DEFAULTS.serDes],
    validateRequests: { allowUnknownQueryParameters: true, coerceTypes },
    validateResponses: false,
  });
}
