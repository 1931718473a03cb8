import { type HttpAnswer, type HttpFailure, problem, problemAnswer } from '@tricord/http-kit';
import type { Request } from 'express';

/** Maps a failure to problem details (RFC 9457). */
export function toAnswer(failure: HttpFailure, req: Request): HttpAnswer {
  switch (failure.kind) {
    case 'unauthenticated':
      return problem('unauthenticated', {
        detail: 'Give an API key: Authorization: Bearer <key>',
        headers: { 'WWW-Authenticate': 'Bearer realm="Tricord"' },
      });
    case 'forbidden':
      return problem('forbidden', { detail: 'This key may only read' });
    default:
      return problemAnswer(failure, req);
  }
}
