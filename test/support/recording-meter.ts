import { type MetricMeter, type MetricTags, noopMetricMeter } from '@temporalio/common';

/** Keeps the last value of each gauge, and what counters have added up to, as `name{label=value}`. */
export function recordingMeter(): Readonly<{ meter: MetricMeter; values: ReadonlyMap<string, number> }> {
  const values = new Map<string, number>();
  const keyOf = (name: string, tags: MetricTags = {}) => {
    const labels = Object.entries(tags).map(([label, value]) => `${label}=${value}`);
    return labels.length === 0 ? name : `${name}{${labels.join(',')}}`;
  };
  const meter: MetricMeter = {
    ...noopMetricMeter,
    createHistogram: (name) => noopMetricMeter.createHistogram(name),
    withTags: () => meter,
    createGauge: (name) => ({
      ...noopMetricMeter.createGauge(name),
      set: (value, tags) => void values.set(keyOf(name, tags), value),
    }),
    createCounter: (name) => ({
      ...noopMetricMeter.createCounter(name),
      add: (value, tags) => void values.set(keyOf(name, tags), (values.get(keyOf(name, tags)) ?? 0) + value),
    }),
  };
  return { meter, values };
}
