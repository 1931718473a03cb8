import type { Request, Response } from 'express';
import { classifyError } from './classify-error.ts';
import type { DialectOptions } from './dialect-options.ts';
import type { HttpAnswer } from './http-failure.ts';
import { systemErrorCode } from './system-error.ts';

type Context = Pick<DialectOptions, 'name' | 'logger' | 'toAnswer'>;

/** Headers that describe the response that was not sent. */
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
 * The only place where failures become responses. Internal errors are logged, once each. If the response
 * has started, its connection is broken, so that the client cannot mistake it for complete.
 */
export function failureAnswerer(
  context: Context,
): (error: unknown, req: Request, res: Response) => void {
  return (error, req, res) => {
    if (isClientGone(error, res)) return;
    const about = { dialect: context.name, requestId: res.locals.requestId };
    const failure = classifyError(error);
    if (failure.kind === 'unknown') {
      context.logger.error({ ...about, err: failure.error }, 'request failed');
    }
    try {
      const answer = context.toAnswer(failure, req);
      if (failure.kind === 'core' && answer.status >= 500) {
        const level = failure.error.code === 'internal' ? 'error' : 'warn';
        context.logger[level]({ ...about, err: failure.error }, 'request failed');
      }
      if (!res.headersSent) send(answer, res);
      else if (!res.writableEnded) res.destroy();
    } catch (err) {
      // Nothing else would catch this: a bug in a vendor's error format must not end the process.
      context.logger.error({ ...about, err }, 'a failure could not be answered');
      if (res.headersSent) res.destroy();
      else send({ status: 500 }, res);
    }
  };
}

function send({ status, headers = {}, body }: HttpAnswer, res: Response): void {
  for (const name of REPRESENTATION_HEADERS) res.removeHeader(name);
  res.status(status);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (body !== undefined) {
    res.json(body);
    return;
  }
  // Node does not set the length by itself once Content-Length has been removed.
  if (status !== 204 && status !== 304) res.setHeader('Content-Length', 0);
  res.end();
}

const BROKEN_CONNECTION = new Set([
  'ABORT_ERR',
  'ECONNABORTED',
  'ECONNRESET',
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Whether the error only means that the client disconnected. */
function isClientGone(error: unknown, res: Response): boolean {
  if (!res.destroyed && !res.req.destroyed) return false;
  return BROKEN_CONNECTION.has(systemErrorCode(error) ?? '');
}
