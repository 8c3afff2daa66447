import type { MetricMeter } from '@temporalio/common';
import { formatAmount } from '../domain/format-amount';
import type { NoticeEnd } from '../domain/notice';
import type { AccountCause } from '../domain/outcome';
import { steps } from '../domain/step';
import type { AnsweredCall, EndedRow } from '../store/journal/journal-watch';
import { type CounterName, type GaugeName, type HistogramName, metricTable } from './metric-table';

type EndedMoney = Pick<EndedRow, 'outcome' | 'currency' | 'amountMinor'>;

/** What one worker counts of its own doing, since it started. */
export interface Metrics {
  answered(call: Pick<AnsweredCall, 'step' | 'verdict' | 'httpStatus' | 'durationMs'>): void;
  rowEnded(row: EndedMoney): void;
  /** A gate was closed by this worker. */
  held(cause: AccountCause | 'failures'): void;
  noticeEnded(end: Exclude<NoticeEnd, 'too_old'>): void;
  /** Between the two calls the worker counts as one that runs. */
  started(version: string): void;
  stopped(version: string): void;
}

/** `2xx` to `5xx`; `none`: no whole answer came. */
const statusClassOf = (httpStatus: number | undefined): string => (httpStatus === undefined ? 'none' : `${Math.floor(httpStatus / 100)}xx`);

/** Adds up exactly; only what is shown is rounded. */
class MoneySums {
  readonly #sums = new Map<string, bigint>();

  /** The sum so far, in major units. */
  add({ outcome, currency, amountMinor }: EndedMoney): number {
    const key = `${outcome} ${currency}`;
    const sum = (this.#sums.get(key) ?? 0n) + amountMinor;
    this.#sums.set(key, sum);
    return Number(formatAmount(sum, currency));
  }
}

/** Metrics over the SDK's meter, so that they stand beside its own on one page. With a meter that exports nothing they cost next to nothing. */
export function createMetrics(meter: MetricMeter): Metrics {
  const counter = (name: CounterName) => meter.createCounter(name, '', metricTable[name].about);
  const gauge = (name: GaugeName) => meter.createGauge(name, 'float', '', metricTable[name].about);
  const histogram = (name: HistogramName) => meter.createHistogram(name, 'float', '', metricTable[name].about);
  const [calls, seconds] = [counter('payrun_gateway_calls'), histogram('payrun_gateway_call_seconds')];
  const [rows, money, sums] = [counter('payrun_rows_ended'), gauge('payrun_money_ended'), new MoneySums()];
  const [holds, notices, info] = [counter('payrun_holds'), counter('payrun_notices_ended'), gauge('payrun_worker_info')];
  return {
    answered(call) {
      calls.add(1, { step: call.step, verdict: call.verdict, status: statusClassOf(call.httpStatus) });
      seconds.record(call.durationMs / 1_000, { step: call.step });
    },
    rowEnded(row) {
      const { outcome, currency } = row;
      rows.add(1, { outcome, currency });
      money.set(sums.add(row), { outcome, currency });
    },
    held: (cause) => holds.add(1, { cause }),
    noticeEnded: (end) => notices.add(1, { end }),
    started(version) {
      info.set(1, { version });
      // A counter that begins at its first event shows no increase for it: what alerts ask for begins at 0.
      for (const step of steps) {
        const isSend = step === 'create' || step === 'process';
        calls.add(0, { step, verdict: 'done', status: '2xx' });
        for (const status of ['5xx', 'none']) calls.add(0, { step, verdict: isSend ? 'ambiguous' : 'unavailable', status });
      }
      for (const cause of ['trouble', 'unavailable', 'failures'] as const) holds.add(0, { cause });
      for (const end of ['delivered', 'gone', 'given_up'] as const) notices.add(0, { end });
    },
    stopped: (version) => info.set(0, { version }),
  };
}
