import { readFileSync } from 'node:fs';
import type { Request, Response } from 'express';
import { loadDocument } from './openapi-document.ts';

/** The document of an API, for people and tools. */
export interface ApiDocument {
  /** Of the API, as in logs and metrics. */
  readonly name: string;
  readonly title: string;
  /** The OpenAPI document, in YAML. */
  readonly text: string;
}

/**
 * Reads the document of an API.
 * @throws Error when it cannot be read.
 */
export function apiDocument(name: string, spec: URL): ApiDocument {
  const { info } = loadDocument(spec);
  return { name, title: info?.title ?? name, text: readFileSync(spec, 'utf8') };
}

/** Whether a request is for the document, at `/openapi.yaml` below one of the API's base paths. */
export function asksForDocument({ method }: Request, path: string, base: string): boolean {
  return (method === 'GET' || method === 'HEAD') && path === `${base}/openapi.yaml`;
}

/** Responds with a document, as RFC 9512 calls its type. */
export function sendDocument(res: Response, { text }: Pick<ApiDocument, 'text'>): void {
  res.setHeader('Cache-Control', 'no-cache');
  res.type('application/yaml').send(text);
}
