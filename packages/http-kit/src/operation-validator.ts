import type { Request } from 'express';
import type { createRequestAjv } from 'express-openapi-validator/dist/framework/ajv/index.js';
import { BadRequest, type OpenApiRequest } from 'express-openapi-validator/dist/framework/types.js';
import { BodySchemaParser } from 'express-openapi-validator/dist/middlewares/parsers/body.parse.js';
import { RequestParameterMutator } from 'express-openapi-validator/dist/middlewares/parsers/req.parameter.mutator.js';
import { ParametersSchemaParser } from 'express-openapi-validator/dist/middlewares/parsers/schema.parse.js';
import {
  ajvErrorsToValidatorError,
  augmentAjvErrors,
  ContentType,
} from 'express-openapi-validator/dist/middlewares/util.js';
import { isObject } from './openapi-document.ts';

/** A document as the library types it. */
export type ApiDocument = ConstructorParameters<typeof RequestParameterMutator>[1];

type Ajv = ReturnType<typeof createRequestAjv>;
type Validate = ReturnType<Ajv['compile']>;
type Operation = Parameters<BodySchemaParser['parse']>[1];

/** Compile schemas; both know the schemas of the document's components, by reference. */
export interface SchemaCompilers {
  readonly parameters: Ajv;
  readonly body: Ajv;
}

/** The operation, and the content of requests, that a validator is for. */
export interface OperationKind {
  /** Its path in the document. */
  readonly template: string;
  /** In upper case. */
  readonly method: string;
  /** A media type of the document; undefined: no content. */
  readonly type: string | undefined;
}

/** What express-openapi-validator's `RequestValidator` does, for one operation and one media type. */
export class OperationValidator {
  readonly #kind: OperationKind;
  readonly #operation: Operation;
  readonly #ajv: Ajv;
  readonly #mutator: RequestParameterMutator;
  /** Without those that accept everything. */
  readonly #validators: readonly Validate[];
  /** Names of the fields of a multipart form that contain JSON. */
  readonly #jsonFields: readonly string[];

  /** @param document preprocessed. */
  constructor(
    document: ApiDocument,
    { parameters: ajv, body: bodyAjv }: SchemaCompilers,
    kind: OperationKind,
  ) {
    const { template, method, type } = kind;
    const item: Readonly<Record<string, unknown>> = { ...document.paths?.[template] };
    const operation = item[method.toLowerCase()] as Operation;
    const parameters = new ParametersSchemaParser(ajv, document).parse(
      template,
      operation.parameters,
    );
    const body = new BodySchemaParser().parse(
      template,
      operation,
      ContentType.fromString(type ?? ''),
    );
    this.#kind = kind;
    this.#operation = operation;
    this.#ajv = ajv;
    this.#mutator = new RequestParameterMutator(ajv, document, template, {
      ...parameters,
      body: {},
    });
    this.#validators = [
      ...(isEmpty(operation.parameters ?? []) ? [] : [ajv.compile({ properties: parameters })]),
      ...(isEmpty(body) || isBinary(body) ? [] : [bodyAjv.compile(schemaOfBody(body))]),
    ];
    this.#jsonFields = type === 'multipart/form-data' ? jsonFieldsOf(body) : [];
  }

  /**
   * Validates a request's parameters and body, and converts them to the types of the document.
   * @param parameters the path parameters; converted in place.
   * @throws BadRequest of the library.
   */
  check(req: Request, parameters: Record<string, string>): void {
    const { template, type } = this.#kind;
    const openapi = {
      expressRoute: template,
      openApiRoute: template,
      pathParams: parameters,
      schema: this.#operation,
      serial: -1,
    };
    // Express's `query` is parsed again at each access; here it is converted once.
    Object.defineProperty(req, 'query', { value: req.query, writable: true, configurable: true });
    Object.assign(req, { openapi, params: parameters });
    this.#mutator.modifyRequest(req as OpenApiRequest);
    if (type === 'multipart/form-data') req.body ??= {};
    for (const name of this.#jsonFields) parseField(req.body, name);
    const { query, headers, params, body } = req;
    const data = { query, headers, params, body };
    // All of them run: each reports its errors.
    const found = this.#validators.flatMap((validate) =>
      validate(data) ? [] : (validate.errors ?? []),
    );
    if (found.length === 0) return;
    const errors = augmentAjvErrors(found);
    throw new BadRequest({
      path: req.path,
      message: this.#ajv.errorsText(errors, { dataVar: 'request' }),
      errors: ajvErrorsToValidatorError(400, errors).errors ?? [],
    });
  }
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function isBinary(body: object): boolean {
  return 'format' in body && body.format === 'binary';
}

function schemaOfBody(body: object): object {
  return { properties: { body }, ...('required' in body ? { required: ['body'] } : {}) };
}

function jsonFieldsOf(body: object): readonly string[] {
  const properties = 'properties' in body && isObject(body.properties) ? body.properties : {};
  return Object.entries(properties)
    .filter(([, schema]) => isObject(schema) && ['array', 'object'].includes(String(schema.type)))
    .map(([name]) => name);
}

/** Parses a field of a form; one that is not JSON stays, and is rejected by its type. */
function parseField(form: Record<string, unknown>, name: string): void {
  if (!Object.hasOwn(form, name)) return;
  try {
    form[name] = JSON.parse(String(form[name]));
  } catch {
    // Stays.
  }
}
