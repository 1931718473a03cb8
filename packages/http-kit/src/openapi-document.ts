import { readFileSync } from 'node:fs';
import type { middleware } from 'express-openapi-validator';
import { parse } from 'yaml';

/** A document as the validator takes it. */
export type ValidatorDocument = Exclude<Parameters<typeof middleware>[0]['apiSpec'], string>;

/** The parts of an OpenAPI document that this package reads. */
export interface OpenApiDocument {
  readonly servers?: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: Readonly<Record<string, unknown>>;
}

export type PathItem = Readonly<Record<string, unknown>>;

/** Methods that a path item can hold. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** The operations of a path, by method in upper case. */
export function operationsOf(item: PathItem): Map<string, Record<string, unknown>> {
  const found = new Map<string, Record<string, unknown>>();
  for (const method of METHODS) {
    const operation = item[method];
    if (isObject(operation)) found.set(method.toUpperCase(), operation);
  }
  return found;
}

/** Base paths of the document's servers, without a trailing slash; the root is the empty string. */
export function basePaths(document: OpenApiDocument): readonly string[] {
  const urls = document.servers?.map((server) => server.url) ?? ['/'];
  return [...new Set(urls.map((url) => new URL(url, 'http://localhost').pathname))].map((path) =>
    path.replace(/\/+$/, ''),
  );
}

/**
 * Reads a dialect's document.
 * @throws Error when the file cannot be read or is not an OpenAPI document in YAML.
 */
export function loadDocument(spec: URL): OpenApiDocument {
  const document: unknown = parse(readFileSync(spec, 'utf8'));
  if (!isObject(document) || !isObject(document.paths)) {
    throw new Error(`${spec.pathname} is not an OpenAPI document`);
  }
  acceptReservedCharacters(document);
  return document as unknown as OpenApiDocument;
}

/**
 * The validator refuses query values with characters such as `:` or `,` that are not percent-encoded,
 * although RFC 3986 (3.4) allows them there and clients send them.
 */
function acceptReservedCharacters(node: unknown): void {
  if (Array.isArray(node)) {
    for (const item of node) acceptReservedCharacters(item);
  } else if (isObject(node)) {
    if (node.in === 'query' && typeof node.name === 'string') node.allowReserved = true;
    for (const value of Object.values(node)) acceptReservedCharacters(value);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
