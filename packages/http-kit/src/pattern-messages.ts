import { BadRequest } from 'express-openapi-validator/dist/framework/types.js';
import { isObject, type OpenApiDocument } from './openapi-document.ts';

const NO_WORDS = 'does not have the form that is documented';

/** By document, what its patterns mean in words. */
const known = new WeakMap<OpenApiDocument, ReadonlyMap<string, string>>();

/**
 * The validator's error, which says of a text that it "must match pattern …", in the words of the document: a schema
 * with a `pattern` has them as `x-pattern-message`.
 */
export function inWords(error: unknown, document: OpenApiDocument): unknown {
  if (!(error instanceof BadRequest)) return error;
  const words = known.get(document) ?? wordsOf(document);
  known.set(document, words);
  for (const item of error.errors ?? []) {
    const pattern = /^must match pattern "(.*)"$/s.exec(item.message)?.[1];
    if (pattern !== undefined) item.message = words.get(pattern) ?? NO_WORDS;
  }
  return error;
}

function wordsOf(document: OpenApiDocument): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const item of node) visit(item);
    } else if (isObject(node)) {
      const { pattern, 'x-pattern-message': message } = node;
      if (typeof pattern === 'string' && typeof message === 'string') words.set(pattern, message);
      for (const value of Object.values(node)) visit(value);
    }
  };
  visit(document);
  return words;
}
