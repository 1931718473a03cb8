import { Models } from './models.ts';
import { type OpenApi, readOpenApi } from './open-api.ts';
import { apisOf } from './operations.ts';
import type { ApiDeclaration, ResourceListing } from './swagger.ts';

const swaggerVersion = '1.1';
/** The ARI versions that Asterisk 22 reports: ari4java selects its classes by that of the listing. */
const LISTING_VERSION = '10.0.0';
const DECLARATION_VERSION = '2.0.0';

/** ARI's api-docs: `resources.json` and a file for each resource, by file name. */
export type ApiDocs = ReadonlyMap<string, ResourceListing | ApiDeclaration>;

let made: ApiDocs | undefined;

/** The dialect's api-docs. They are generated once per process, because parsing the document takes a while. */
export function apiDocs(): ApiDocs {
  made ??= toApiDocs(readOpenApi());
  return made;
}

function toApiDocs(document: OpenApi): ApiDocs {
  const models = new Models(document.components.schemas);
  const listing: ResourceListing = {
    apiVersion: LISTING_VERSION,
    swaggerVersion,
    apis: document.tags.map(({ name, description }) => ({ path: pathOf(name), description })),
  };
  const declarations = document.tags.map(
    ({ name }) => [`${name}.json`, toDeclaration(document, models, name)] as const,
  );
  return new Map<string, ResourceListing | ApiDeclaration>([
    ['resources.json', listing],
    ...declarations,
  ]);
}

function toDeclaration(document: OpenApi, models: Models, resource: string): ApiDeclaration {
  const apis = apisOf(document, models, resource);
  const operations = apis.flatMap((api) => api.operations);
  const dataTypes = operations.flatMap(({ responseClass, parameters }) => [
    responseClass,
    ...parameters.map(({ dataType }) => dataType),
  ]);
  return {
    apiVersion: DECLARATION_VERSION,
    swaggerVersion,
    resourcePath: pathOf(resource),
    apis,
    models: models.reachableFrom(dataTypes),
  };
}

/** Clients replace `{format}` with `json`. */
function pathOf(resource: string): string {
  return `/api-docs/${resource}.{format}`;
}
