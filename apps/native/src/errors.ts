import { type HttpAnswer, type HttpFailure, problem, problemAnswer } from '@tricord/http-kit';
import type { Request } from 'express';

/** Maps a failure to problem details (RFC 9457). */
export function toAnswer(failure: HttpFailure, req: Request): HttpAnswer {
  switch (failure.kind) {
    case 'unauthenticated':
      return problem('unauthenticated', {
        detail: 'Give an API key: Authorization: Bearer <key>; or log in as a user by HTTP Basic',
        // Browsers ask people for their password by the second one: links in mail lead here.
        headers: {
          'WWW-Authenticate': 'Bearer realm="Tricord", Basic realm="Tricord", charset="UTF-8"',
        },
      });
    case 'forbidden':
      return problem('forbidden', { detail: 'This key may only read' });
    default:
      return problemAnswer(failure, req);
  }
}

/** The answer when the configuration cannot be reloaded. */
export function configurationInvalid(problems: readonly string[]): HttpAnswer {
  return problem('configuration-invalid', {
    detail: `The old configuration stays in use: ${problems.join('; ')}`,
    problems: problems.map((message) => ({ path: '', message })),
  });
}
