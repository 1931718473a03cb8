import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load } from 'js-yaml';

/** The parts of an OpenAPI document that this package reads. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info?: { readonly title?: string };
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Json>>;
  /** By kind, then name. */
  readonly components?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

export type Json = Readonly<Record<string, unknown>>;

/** The request body of an operation. */
export interface RequestContent {
  readonly required: boolean;
  /** Media types and media ranges, in the document's order. */
  readonly types: readonly string[];
}

/** The parts of an operation that matter before validation. */
export interface Operation {
  /** Undefined: bodies are ignored. */
  readonly content: RequestContent | undefined;
  /** Names of its query parameters. */
  readonly query: readonly string[];
}

export const METHODS = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
] as const;

/** By URL: parsing YAML is a large part of the start-up time. */
const documents = new Map<string, OpenApiDocument>();

/**
 * A dialect's document, adapted to the validator. It is read once per process, and must not be changed.
 * @throws Error when the file cannot be read or is not an OpenAPI document in YAML.
 */
export function loadDocument(spec: URL): OpenApiDocument {
  const known = documents.get(spec.href);
  if (known !== undefined) return known;
  // YAML 1.2's core schema, without dates. `yaml`, which reads the configuration, takes eight times as long for these
  // documents; it finds all mistakes, and says where, which only a text that people write at run time needs.
  const document: unknown = load(readFileSync(spec, 'utf8'), { schema: CORE_SCHEMA });
  if (!isOpenApi(document)) throw new Error(`${spec.pathname} is not an OpenAPI document`);
  adapt(document);
  documents.set(spec.href, document);
  return document;
}

/** Base paths of the document's servers, without a trailing slash; the root is the empty string. */
export function basePaths(document: OpenApiDocument): readonly string[] {
  const urls = document.servers?.map((server) => server.url) ?? ['/'];
  const paths = urls.map((url) => new URL(url, 'http://localhost').pathname.replace(/\/+$/, ''));
  return [...new Set(paths)];
}

/** The operations of one of the document's paths, by method in upper case. */
export function operationsOf(document: OpenApiDocument, item: Json): Map<string, Operation> {
  const found = new Map<string, Operation>();
  for (const method of METHODS) {
    const operation = item[method];
    if (!isObject(operation)) continue;
    found.set(method.toUpperCase(), {
      content: contentOf(document, operation.requestBody),
      query: [item, operation].flatMap((holder) => queryOf(document, holder.parameters)),
    });
  }
  return found;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOpenApi(document: unknown): document is OpenApiDocument {
  return (
    isObject(document) &&
    typeof document.openapi === 'string' &&
    isObject(document.paths) &&
    Object.values(document.paths).every(isObject)
  );
}

function queryOf({ components }: OpenApiDocument, parameters: unknown): string[] {
  if (!Array.isArray(parameters)) return [];
  return parameters.flatMap((given: Json) => {
    const name = String(given.$ref ?? '').replace('#/components/parameters/', '');
    const parameter = given.$ref === undefined ? given : components?.parameters?.[name];
    return parameter?.in === 'query' ? [String(parameter.name)] : [];
  });
}

function contentOf(document: OpenApiDocument, body: unknown): RequestContent | undefined {
  if (!isObject(body)) return undefined;
  if (typeof body.$ref === 'string') {
    const name = body.$ref.replace('#/components/requestBodies/', '');
    return contentOf(document, document.components?.requestBodies?.[name]);
  }
  const types = isObject(body.content) ? Object.keys(body.content) : [];
  return { required: body.required === true, types };
}

/**
 * Adjusts the document where the validator deviates from the specifications. It refuses query values with
 * characters such as `:` or `,` that are not percent-encoded, although RFC 3986 (3.4) allows them there
 * and clients send them; and it treats a body as required by default (OpenAPI
 * 3.0.3, 4.7.13: it is not).
 */
function adapt(node: unknown): void {
  if (Array.isArray(node)) {
    for (const item of node) adapt(item);
  } else if (isObject(node)) {
    // A security scheme has `in` and `name` too, and `type`, which a parameter has not.
    const isQuery = node.in === 'query' && typeof node.name === 'string' && !('type' in node);
    if (isQuery) node.allowReserved = true;
    const body = node.requestBody;
    if (isObject(body) && isObject(body.content)) body.required ??= false;
    for (const value of Object.values(node)) adapt(value);
  }
}
