import { isObject, type Json, METHODS, type OpenApiDocument } from './openapi-document.ts';

type Components = Record<string, Record<string, Json>>;

const REFERENCE = /^#\/components\/([^/]+)\/([^/]+)/;

/**
 * The document with one of its paths and the components that this path references, directly or indirectly.
 * It is a copy, because validators modify their input.
 * @throws Error when the path references something that is not in the document's `components`.
 */
export function partOf(document: OpenApiDocument, template: string): OpenApiDocument {
  return withPaths(document, { [template]: document.paths[template] ?? {} });
}

/** The document without its responses and the components that only they reference; a copy, as of {@link partOf}. */
export function requestsOf(document: OpenApiDocument): OpenApiDocument {
  const items = Object.entries(document.paths).map(([template, item]) => [
    template,
    withoutResponses(item),
  ]);
  return withPaths(document, Object.fromEntries(items));
}

function withPaths(document: OpenApiDocument, paths: OpenApiDocument['paths']): OpenApiDocument {
  const { openapi } = document;
  const part: OpenApiDocument = { openapi, paths, components: referredBy(paths, document) };
  // Not `structuredClone`: what YAML's aliases share would still be shared, but each place is modified by itself.
  return JSON.parse(JSON.stringify(part));
}

function withoutResponses(item: Json): Json {
  const entries = Object.entries(item).map(([key, value]) => {
    if (!isObject(value) || !METHODS.some((method) => method === key)) return [key, value];
    const { responses: _, ...operation } = value;
    return [key, operation];
  });
  return Object.fromEntries(entries);
}

function referredBy(item: Json, document: OpenApiDocument): Components {
  const found: Components = {};
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const element of node) visit(element);
    } else if (isObject(node)) {
      if (typeof node.$ref === 'string') follow(node.$ref);
      for (const value of Object.values(node)) visit(value);
    }
  };
  const follow = (reference: string): void => {
    const [, kind = '', name = ''] = REFERENCE.exec(reference) ?? [];
    const component = document.components?.[kind]?.[name];
    if (component === undefined) throw new Error(`the document has no ${reference}`);
    found[kind] ??= {};
    if (found[kind][name] !== undefined) return;
    found[kind][name] = component;
    visit(component);
  };
  visit(item);
  return found;
}
