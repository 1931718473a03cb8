import { performance } from 'node:perf_hooks';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { DialectLocals } from './dialect-options.ts';
import { HttpMetrics } from './http-metrics.ts';
import { loggableUrl } from './request-target.ts';

/**
 * Observes requests: one log line and one sample in the metrics for each, when its response has
 * ended or its client has disconnected.
 */
export function requestWatcher(options: {
  readonly name: string;
  readonly logger: Logger;
  readonly metrics?: Registry | undefined;
}): (req: Request, res: Response) => void {
  const metrics = options.metrics && new HttpMetrics(options.metrics, options.name);
  return (req, res) => {
    const startedMs = performance.now();
    const { method } = req;
    const { rawUrl, requestId, operation } = res.locals as DialectLocals;
    res.once('close', () => {
      // Not `writableFinished`: a client that has read everything may close before Node notes it.
      const isWhole = res.writableEnded || (res.locals as DialectLocals).isContentWritten === true;
      const ms = performance.now() - startedMs;
      const status = res.headersSent ? res.statusCode : undefined;
      options.logger.info(
        {
          dialect: options.name,
          requestId,
          method,
          url: loggableUrl(rawUrl),
          operation,
          status,
          ms: Math.round(ms * 10) / 10,
          ...(isWhole ? {} : { aborted: true }),
        },
        'request',
      );
      metrics?.observe(
        {
          dialect: options.name,
          operation: operation ?? 'none',
          method,
          status: status === undefined ? 'aborted' : String(status),
        },
        ms / 1000,
      );
    });
  };
}
