import type { TricordError } from '@tricord/core';

/** One thing that is wrong with a request. */
export interface Problem {
  /** Where: `/query/Status`, `/body/format`, `/params/id`, `/headers/…`, or `/body` as a whole. */
  readonly path: string;
  readonly message: string;
  /** Which rule was broken, for example `required.openapi.validation`. */
  readonly errorCode?: string;
}

/** What went wrong with a request, before a vendor gives it a shape. */
export type HttpFailure =
  /** Thrown by a use case. */
  | { readonly kind: 'core'; readonly error: TricordError }
  /** Breaks the dialect's document (400), is too large (413) or of a wrong media type (415). */
  | {
      readonly kind: 'invalid';
      readonly status: 400 | 413 | 415;
      readonly problems: readonly Problem[];
    }
  /** The document does not know the path. */
  | { readonly kind: 'no-route' }
  /** The document knows the path with other methods, listed in upper case. */
  | { readonly kind: 'method-not-allowed'; readonly allow: readonly string[] }
  /** No or wrong credentials. */
  | { readonly kind: 'unauthenticated' }
  /** Right credentials without the right to do this. */
  | { readonly kind: 'forbidden' }
  /** A fault of ours: logged once, the vendor's 500. */
  | { readonly kind: 'unknown'; readonly error: unknown };

/** A response as a vendor spells it. */
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
