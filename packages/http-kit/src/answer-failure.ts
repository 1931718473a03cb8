import type { Request, Response } from 'express';
import { classifyError } from './classify-error.ts';
import type { DialectOptions } from './dialect-options.ts';
import type { HttpAnswer, HttpFailure } from './http-failure.ts';
import { systemErrorCode } from './system-error.ts';

type Context = Pick<DialectOptions, 'name' | 'logger' | 'toAnswer'>;

/** Headers that described what would have been sent, had nothing failed. */
const REPRESENTATION_HEADERS = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Length',
  'Content-Range',
  'Content-Type',
  'ETag',
  'Last-Modified',
];

/**
 * The one place where failures become responses. Faults of ours are logged, once each. When the response
 * has begun, its connection is broken, so that the client cannot take it for complete.
 */
export function failureAnswerer(
  context: Context,
): (error: unknown, req: Request, res: Response) => void {
  return (error, req, res) => {
    if (isClientGone(error, res)) return;
    const failure = classifyError(error);
    const answer = answerTo(failure, req, res, context);
    if (res.headersSent) {
      if (!res.writableEnded) res.destroy();
      return;
    }
    for (const name of REPRESENTATION_HEADERS) res.removeHeader(name);
    res.status(answer.status);
    for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, value);
    if (answer.body === undefined) endEmpty(res);
    else res.json(answer.body);
  };
}

/** Node does not count the length of a response from which Content-Length was once removed. */
function endEmpty(res: Response): void {
  if (res.statusCode !== 204 && res.statusCode !== 304) res.setHeader('Content-Length', 0);
  res.end();
}

/** The vendor's answer, or a bare 500 when making it fails. */
function answerTo(
  failure: HttpFailure,
  req: Request,
  res: Response,
  { name: dialect, logger, toAnswer }: Context,
): HttpAnswer {
  const about = { dialect, requestId: res.locals.requestId };
  if (failure.kind === 'unknown') logger.error({ ...about, err: failure.error }, 'request failed');
  try {
    const answer = toAnswer(failure, req);
    if (failure.kind === 'core' && answer.status >= 500) {
      const level = failure.error.code === 'internal' ? 'error' : 'warn';
      logger[level]({ ...about, err: failure.error }, 'request failed');
    }
    return answer;
  } catch (err) {
    logger.error({ ...about, err }, 'a failure could not be answered');
    return { status: 500 };
  }
}

const BROKEN_CONNECTION = new Set([
  'ABORT_ERR',
  'ECONNABORTED',
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Whether the error only says that the client went away. */
function isClientGone(error: unknown, res: Response): boolean {
  if (!res.destroyed && !res.req.destroyed) return false;
  return BROKEN_CONNECTION.has(systemErrorCode(error) ?? '');
}
