import { Counter, Histogram, type Registry } from 'prom-client';

/** What is counted of a finished request. Every field has few values. */
export interface RequestSample {
  readonly dialect: string;
  /** The document's path, or `none`. */
  readonly operation: string;
  readonly method: string;
  /** The HTTP status, or `aborted` when the client left before there was one. */
  readonly status: string;
}

const LABELS = ['dialect', 'operation', 'method', 'status'] as const;
type Label = (typeof LABELS)[number];
const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** `http_requests_total` and `http_request_duration_seconds` in a registry that dialects share. */
export class HttpMetrics {
  readonly #requests: Counter<Label>;
  readonly #durations: Histogram<Label>;

  constructor(registry: Registry) {
    const requests = registry.getSingleMetric('http_requests_total');
    const durations = registry.getSingleMetric('http_request_duration_seconds');
    this.#requests =
      (requests as Counter<Label> | undefined) ??
      new Counter({
        name: 'http_requests_total',
        help: 'HTTP requests that were answered or aborted.',
        labelNames: LABELS,
        registers: [registry],
      });
    this.#durations =
      (durations as Histogram<Label> | undefined) ??
      new Histogram({
        name: 'http_request_duration_seconds',
        help: 'Seconds from the head of a request to the end of its response.',
        labelNames: LABELS,
        buckets: BUCKETS_S,
        registers: [registry],
      });
  }

  observe(sample: RequestSample, seconds: number): void {
    this.#requests.inc({ ...sample });
    this.#durations.observe({ ...sample }, seconds);
  }
}
