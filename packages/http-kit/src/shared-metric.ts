import type { Metric, Registry } from 'prom-client';

/** The metric of that name in a registry that several dialects write to; the first that asks makes it. */
export function sharedMetric<M extends Metric>(
  registry: Registry,
  name: string,
  make: (name: string) => M,
): M {
  // Nobody else uses our names.
  return (registry.getSingleMetric(name) as M | undefined) ?? make(name);
}
