import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-failure.ts';
import type { RequestContent } from './openapi-document.ts';

/**
 * Which of the document's media types applies to a request; undefined when its body does not matter:
 * the operation takes none, or the request has none and needs none.
 *
 * The validator is only ever shown a type that the document has: it keeps a compiled schema for each
 * Content-Type it meets, so clients could otherwise make it grow without end.
 * @throws HttpError `invalid` 415 when there is content of a type that the document does not have.
 */
export function contentTypeOf(
  req: Pick<IncomingMessage, 'headers'> & { readonly body?: unknown },
  content: RequestContent | undefined,
): string | undefined {
  if (content === undefined) return undefined;
  const given = req.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const type =
    content.types.find((known) => known.toLowerCase() === given) ?? range(content, given);
  if (hasContent(req)) {
    if (type !== undefined) return type;
    const message = given === undefined ? 'has no Content-Type' : `is of type ${given}`;
    throw new HttpError({
      kind: 'invalid',
      status: 415,
      problems: [{ path: '/headers/content-type', message: `the body ${message}` }],
    });
  }
  // A form parser makes `{}` of an empty form, and its defaults apply; anything else is no body at all.
  if (req.body !== undefined && type !== undefined) return type;
  return content.required ? content.types[0] : undefined;
}

/**
 * The validator asks for a body only where the body's schema asks for properties.
 * @throws HttpError `invalid` 400 when there is no body and the document requires one.
 */
export function requireContent(
  req: Pick<IncomingMessage, 'headers'> & { readonly body?: unknown },
  content: RequestContent | undefined,
): void {
  if (content?.required !== true || req.body !== undefined || hasContent(req)) return;
  const problem = { path: '/body', message: 'is required' };
  const errorCode = 'required.openapi.validation';
  throw new HttpError({ kind: 'invalid', status: 400, problems: [{ ...problem, errorCode }] });
}

function range(content: RequestContent, given: string | undefined): string | undefined {
  const family = `${given?.split('/', 1)[0]}/*`;
  return content.types.find((known) => known === family) ?? content.types.find((t) => t === '*/*');
}

/** Whether bytes follow the head of the request (RFC 9112, 6.3). */
function hasContent(req: Pick<IncomingMessage, 'headers'>): boolean {
  return (
    req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0
  );
}
