import type { Metric, Registry } from 'prom-client';

/** The metric with that name in a registry that several dialects share; the first call creates it. */
export function sharedMetric<M extends Metric>(
  registry: Registry,
  name: string,
  make: (name: string) => M,
): M {
  // No other code uses our names.
  return (registry.getSingleMetric(name) as M | undefined) ?? make(name);
}
