import type {
  AllowableValues,
  ApiDeclaration,
  Operation,
  Parameter,
  ResourceListing,
} from '../api-docs/swagger.ts';

/** A served file of the api-docs. */
export type Served<T> = T & { readonly basePath: string };

const PRIMITIVES = new Set([
  ...['void', 'binary', 'string', 'boolean', 'int', 'long', 'double', 'Date'],
  // Asterisk's own types: an object without a model, and one of names and values.
  ...['object', 'containers'],
]);
const METHODS = new Set(['GET', 'PUT', 'POST', 'DELETE']);

/** The violations of Swagger 1.1 in a listing. */
export function listingFaults(listing: Served<ResourceListing>): string[] {
  return [
    ...faults('swaggerVersion', listing.swaggerVersion === '1.1'),
    ...faults('apiVersion', /^\d+\.\d+\.\d+$/.test(listing.apiVersion)),
    ...faults('basePath', URL.canParse(listing.basePath)),
    ...listing.apis.flatMap(({ path, description }) => [
      ...faults(`${path}: path`, /^\/api-docs\/\w+\.\{format\}$/.test(path)),
      ...faults(`${path}: description`, description !== ''),
    ]),
    ...faults('paths differ', areUnique(listing.apis.map(({ path }) => path))),
  ];
}

/** The violations of Swagger 1.1 in a declaration. All its models must be defined in it. */
export function declarationFaults(declaration: Served<ApiDeclaration>): string[] {
  const { apis, models } = declaration;
  const operations = apis.flatMap((api) => api.operations);
  return [
    ...faults('swaggerVersion', declaration.swaggerVersion === '1.1'),
    ...faults('apiVersion', /^\d+\.\d+\.\d+$/.test(declaration.apiVersion)),
    ...faults('basePath', URL.canParse(declaration.basePath)),
    ...faults('nicknames differ', areUnique(operations.map(({ nickname }) => nickname))),
    ...faults('paths differ', areUnique(apis.map(({ path }) => path))),
    ...apis.flatMap(({ path, operations: its }) =>
      its.flatMap((operation) =>
        operationFaults(declaration, path, operation).map(
          (fault) => `${operation.httpMethod} ${path}: ${fault}`,
        ),
      ),
    ),
    ...Object.keys(models).flatMap((name) =>
      modelFaults(declaration, name).map((fault) => `${name}: ${fault}`),
    ),
  ];
}

function operationFaults(declaration: ApiDeclaration, path: string, operation: Operation) {
  const { parameters, errorResponses, nickname, summary, responseClass } = operation;
  const inPath = parameters.filter(({ paramType }) => paramType === 'path');
  const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return [
    ...faults('httpMethod', METHODS.has(operation.httpMethod)),
    ...faults('nickname', /^\w+$/.test(nickname)),
    ...faults('summary', summary !== ''),
    ...faults(`responseClass ${responseClass}`, isKnown(declaration, responseClass)),
    ...faults('parameters differ', areUnique(parameters.map(({ name }) => name))),
    ...faults('path', inPath.map(({ name }) => name).join() === placeholders.join()),
    ...faults('one body', parameters.filter((each) => each.paramType === 'body').length < 2),
    ...parameters.flatMap((parameter) =>
      parameterFaults(declaration, parameter).map((fault) => `${parameter.name}: ${fault}`),
    ),
    ...errorResponses.flatMap(({ code, reason }) => [
      ...faults(`code ${code}`, Number.isInteger(code) && code >= 400 && code < 600),
      ...faults(`reason of ${code}`, reason !== ''),
    ]),
  ];
}

function parameterFaults(declaration: ApiDeclaration, parameter: Parameter): string[] {
  const { paramType, required, allowMultiple, dataType, description } = parameter;
  return [
    ...faults('paramType', ['path', 'query', 'body'].includes(paramType)),
    ...faults('required', typeof required === 'boolean' && (paramType !== 'path' || required)),
    ...faults('allowMultiple', typeof allowMultiple === 'boolean'),
    ...faults(`dataType ${dataType}`, isKnown(declaration, dataType)),
    ...faults('description', description !== ''),
    ...valuesFaults(parameter.allowableValues),
  ];
}

function modelFaults(declaration: ApiDeclaration, name: string): string[] {
  const model = declaration.models[name];
  if (model === undefined) return ['is missing'];
  const { id, properties, subTypes = [], discriminator, description } = model;
  return [
    ...faults('id', id === name),
    ...faults('description', description !== ''),
    ...faults('discriminator', discriminator === undefined || discriminator in properties),
    ...subTypes.flatMap((subType) => faults(`subType ${subType}`, subType in declaration.models)),
    ...Object.entries(properties).flatMap(([key, { type, required, allowableValues }]) => [
      ...faults(`${key}: type ${type}`, isKnown(declaration, type)),
      ...faults(`${key}: required`, typeof required === 'boolean'),
      ...valuesFaults(allowableValues),
    ]),
  ];
}

function valuesFaults(values: AllowableValues | undefined): string[] {
  if (values === undefined) return [];
  if (values.valueType === 'RANGE') return faults('range', Number.isFinite(values.min));
  return faults('values', values.valueType === 'LIST' && values.values.length > 0);
}

function isKnown({ models }: ApiDeclaration, dataType: string): boolean {
  const item = /^List\[(\w+)\]$/.exec(dataType)?.[1] ?? dataType;
  return PRIMITIVES.has(item) || item in models;
}

function areUnique(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length;
}

function faults(what: string, fine: boolean): string[] {
  return fine ? [] : [what];
}
