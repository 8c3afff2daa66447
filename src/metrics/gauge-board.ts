import type { MetricGauge, MetricMeter, MetricTags } from '@temporalio/common';
import { type GaugeName, metricTable } from './metric-table';

export type GaugeValue = Readonly<{ name: GaugeName; tags?: MetricTags; value: number }>;

/** Gauges that are read together. The exporter forgets no series, so what is gone has to be said. */
export interface GaugeBoard {
  /** Shows these values and no others: a series that was there and is not among them is 0 now. */
  show(values: readonly GaugeValue[]): void;
  /** Nobody knows the values any more: NaN, which no comparison holds for. An old number would pass for a true one. */
  forget(): void;
}

export function createGaugeBoard(meter: MetricMeter): GaugeBoard {
  const gauges = new Map<GaugeName, MetricGauge>();
  const shown = new Map<string, GaugeValue>();
  const gaugeOf = (name: GaugeName): MetricGauge => {
    const gauge = gauges.get(name) ?? meter.createGauge(name, 'float', '', metricTable[name].about);
    gauges.set(name, gauge);
    return gauge;
  };
  const set = ({ name, tags = {} }: GaugeValue, value: number) => gaugeOf(name).set(value, tags);
  const keyOf = ({ name, tags = {} }: GaugeValue): string => JSON.stringify([name, tags]);
  return {
    show(values) {
      const gone = new Map(shown);
      for (const each of values) {
        set(each, each.value);
        shown.set(keyOf(each), each);
        gone.delete(keyOf(each));
      }
      for (const each of gone.values()) set(each, 0);
    },
    forget() {
      for (const each of shown.values()) set(each, Number.NaN);
    },
  };
}
