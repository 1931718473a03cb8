import { Counter, Histogram, type Registry } from 'prom-client';
import { sharedMetric } from './shared-metric.ts';

/** The metrics labels of a finished request. Every field has few values. */
export interface RequestSample {
  readonly dialect: string;
  /** The document's path, or `none`. */
  readonly operation: string;
  readonly method: string;
  /** The HTTP status, or `aborted` when the client disconnected before there was one. */
  readonly status: string;
}

const LABELS = ['dialect', 'operation', 'method', 'status'] as const;
type Label = (typeof LABELS)[number];
const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of requests, in a registry that dialects share. */
export class HttpMetrics {
  readonly #requests: Counter<Label>;
  readonly #failed: Counter<'dialect'>;
  readonly #durations: Histogram<Label>;

  /** @param dialect whose requests are observed; its failures are counted from 0 on. */
  constructor(registry: Registry, dialect: string) {
    this.#requests = sharedMetric(
      registry,
      'http_requests_total',
      (name) =>
        new Counter({
          name,
          help: 'HTTP requests that were answered or aborted.',
          labelNames: LABELS,
          registers: [registry],
        }),
    );
    this.#failed = sharedMetric(
      registry,
      'http_requests_failed_total',
      (name) =>
        new Counter({
          name,
          help: 'HTTP requests that were answered with a status of 500 or above.',
          labelNames: ['dialect'],
          registers: [registry],
        }),
    );
    this.#failed.inc({ dialect }, 0);
    this.#durations = sharedMetric(
      registry,
      'http_request_duration_seconds',
      (name) =>
        new Histogram({
          name,
          help: 'Seconds from the head of a request to the end of its response.',
          labelNames: LABELS,
          buckets: BUCKETS_S,
          registers: [registry],
        }),
    );
  }

  observe(sample: RequestSample, seconds: number): void {
    this.#requests.inc({ ...sample });
    if (sample.status.startsWith('5')) this.#failed.inc({ dialect: sample.dialect });
    this.#durations.observe({ ...sample }, seconds);
  }
}
