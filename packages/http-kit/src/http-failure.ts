import type { TricordError } from '@tricord/core';

/** One problem of a request. */
export interface Problem {
  /** Location: `/query/Status`, `/body/format`, `/params/id`, `/headers/…`, or `/body` as a whole. */
  readonly path: string;
  readonly message: string;
  /** The violated rule, for example `required.openapi.validation`. */
  readonly errorCode?: string;
}

/** The failure of a request, in vendor-neutral form. */
export type HttpFailure =
  /** Thrown by a use case. */
  | { readonly kind: 'core'; readonly error: TricordError }
  /** Violates the dialect's document (400), is too large (413) or has a wrong media type (415). */
  | {
      readonly kind: 'invalid';
      readonly status: 400 | 413 | 415;
      readonly problems: readonly Problem[];
    }
  /** The path is not in the document. */
  | { readonly kind: 'no-route' }
  /** The document has the path with other methods, listed in upper case. */
  | { readonly kind: 'method-not-allowed'; readonly allow: readonly string[] }
  /** No or wrong credentials. */
  | { readonly kind: 'unauthenticated' }
  /** Wrong credentials, too often. */
  | { readonly kind: 'too-many-logins'; readonly retryAfterS: number }
  /** Valid credentials without permission for this. */
  | { readonly kind: 'forbidden' }
  /** An internal error: logged once, the vendor's 500. */
  | { readonly kind: 'unknown'; readonly error: unknown };

/** A response in a vendor's format. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; absent: an empty body. */
  readonly body?: object;
}

/** What routes and middleware throw for a failure that is not the core's. */
export class HttpError extends Error {
  readonly failure: HttpFailure;

  constructor(failure: HttpFailure) {
    super(
      `request failed: ${failure.kind}`,
      'error' in failure ? { cause: failure.error } : undefined,
    );
    this.name = 'HttpError';
    this.failure = failure;
  }
}
