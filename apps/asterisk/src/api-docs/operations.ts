import { allowableValuesOf, type Models } from './models.ts';
import {
  type ApiOperation,
  type ApiParameter,
  type ApiResponse,
  type OpenApi,
  type PathItem,
  resolve,
} from './open-api.ts';
import type { Api, Operation, Parameter } from './swagger.ts';

const METHODS = ['get', 'put', 'post', 'delete'] as const;

/** The operations of one resource. */
export function apisOf(document: OpenApi, models: Models, resource: string): Api[] {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const operations = METHODS.flatMap((method) => {
      const operation = item[method];
      if (operation?.tags[0] !== resource) return [];
      return [toOperation(document, models, method, item, operation)];
    });
    return operations.length === 0 ? [] : [{ path, operations }];
  });
}

function toOperation(
  { components }: OpenApi,
  models: Models,
  method: string,
  item: PathItem,
  operation: ApiOperation,
): Operation {
  const responses = Object.entries(operation.responses).map(
    ([status, response]) => [Number(status), resolve(components.responses, response)] as const,
  );
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])]
    .map((parameter) => resolve(components.parameters, parameter))
    .filter((parameter) => parameter.in === 'path' || parameter.in === 'query')
    .map((parameter) => toParameter(models, parameter));
  const { operationId: nickname, summary, description } = operation;
  return {
    httpMethod: method.toUpperCase(),
    summary,
    ...(description === undefined ? {} : { notes: description }),
    nickname,
    responseClass: responseClassOf(models, responses),
    parameters: [...parameters, ...bodyParametersOf(operation)],
    errorResponses: responses
      .filter(([status]) => status >= 400)
      .map(([code, response]) => ({ code, reason: response.description })),
    ...operation['x-api-docs'],
  };
}

function toParameter(models: Models, parameter: ApiParameter): Parameter {
  const { name, schema, description = '', required = false } = parameter;
  const allowableValues = allowableValuesOf(schema);
  return {
    name,
    description,
    paramType: parameter.in === 'path' ? 'path' : 'query',
    required,
    allowMultiple: false,
    dataType: models.dataTypeOf(schema),
    ...(schema.default === undefined ? {} : { defaultValue: schema.default }),
    ...(allowableValues === undefined ? {} : { allowableValues }),
    ...parameter['x-api-docs'],
  };
}

/** A body with a name is also a parameter. */
function bodyParametersOf({ 'x-api-docs-body': body }: ApiOperation): Parameter[] {
  if (body === undefined) return [];
  const defaults = { required: false, allowMultiple: false, dataType: 'object' };
  return [{ paramType: 'body', ...defaults, ...body }];
}

/** The data type of a successful response, or `void`. */
function responseClassOf(
  models: Models,
  responses: readonly (readonly [status: number, response: ApiResponse])[],
): string {
  const success = responses.find(([status]) => status >= 200 && status < 300)?.[1];
  const [content] = Object.values(success?.content ?? {});
  return content?.schema === undefined ? 'void' : models.dataTypeOf(content.schema);
}
