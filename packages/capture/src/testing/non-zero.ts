import type { MetricObjectWithValues, MetricValue } from 'prom-client';

/** The series of a metric that are not 0. */
export async function nonZero<T extends string>(metric: {
  get(): Promise<MetricObjectWithValues<MetricValue<T>>>;
}): Promise<readonly MetricValue<T>[]> {
  const { values } = await metric.get();
  return values.filter(({ value }) => value !== 0);
}
