import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-failure.ts';
import { isEmptyBody } from './json-body.ts';
import type { RequestContent } from './openapi-document.ts';

type WithBody = Pick<IncomingMessage, 'headers'> & { readonly body?: unknown };

/**
 * Which of the document's media types applies to a request; undefined when its body does not matter:
 * the operation has none, or the request has none and needs none.
 *
 * The validator only gets types that are in the document: it keeps a compiled schema for each
 * Content-Type, so clients could otherwise make it grow without bound.
 * @throws HttpError `invalid` 415 when the content has a type that is not in the document.
 */
export function contentTypeOf(
  req: WithBody,
  content: RequestContent | undefined,
): string | undefined {
  if (content === undefined) return undefined;
  const given = req.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const type =
    content.types.find((known) => known.toLowerCase() === given) ?? range(content, given);
  if (hasContent(req)) {
    if (type !== undefined) return type;
    const accepted = content.types.join(' or ');
    const message =
      given === undefined
        ? `has no Content-Type, but must be ${accepted}`
        : `is of type ${given}, but must be ${accepted}`;
    throw new HttpError({
      kind: 'invalid',
      status: 415,
      problems: [{ path: '/headers/content-type', message: `the body ${message}` }],
    });
  }
  // A form parser returns `{}` for an empty form, and defaults apply; anything else is no body at all.
  if (req.body !== undefined && type !== undefined) return type;
  return content.required ? content.types[0] : undefined;
}

/**
 * Checks this because the validator requires a body only if the body's schema requires properties.
 * @throws HttpError `invalid` 400 when there is no body and the document requires one.
 */
export function requireContent(req: WithBody, content: RequestContent | undefined): void {
  if (content?.required !== true) return;
  // A parser of text returns an empty text for an empty body.
  if (req.body === undefined ? hasContent(req) : req.body !== '') return;
  const problem = { path: '/body', message: 'is required' };
  const errorCode = 'required.openapi.validation';
  throw new HttpError({ kind: 'invalid', status: 400, problems: [{ ...problem, errorCode }] });
}

function range(content: RequestContent, given: string | undefined): string | undefined {
  const family = `${given?.split('/', 1)[0]}/*`;
  return content.types.find((known) => known === family) ?? content.types.find((t) => t === '*/*');
}

/** Whether bytes follow the head of the request (RFC 9112, 6.3). */
function hasContent(req: WithBody): boolean {
  const { 'transfer-encoding': encoding, 'content-length': length } = req.headers;
  return (encoding !== undefined && !isEmptyBody(req)) || Number(length ?? 0) > 0;
}
