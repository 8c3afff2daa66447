import type { RetryPlan } from '../asking/retry-batch';
import { formatAmount } from '../domain/format-amount';
import { lineRanges } from '../domain/line-ranges';
import { type DeclinedRow, rowDeclineWords } from '../domain/retry';
import { sumByCurrency, type TotalsByCurrency } from '../domain/sum-by-currency';
import { countOf } from './count-of';
import { rowsAndTotals } from './rows-and-totals';

const lines = (rows: readonly Readonly<{ line: number }>[]): string => {
  const shown = rows.slice(0, 200).map(({ line }) => line);
  return `line ${lineRanges(shown)}${rows.length > shown.length ? ` … ${rows.length - shown.length} more` : ''}`;
};

/** What is not retried, a line for each reason: which rows, and why. */
export function renderDeclined(declined: readonly DeclinedRow[]): readonly string[] {
  const byReason = new Map<string, DeclinedRow[]>();
  for (const row of declined) {
    const words = rowDeclineWords(row.reason) + (row.detail === undefined ? '' : ` (${row.detail})`);
    byReason.set(words, [...(byReason.get(words) ?? []), row]);
  }
  return [...byReason].map(([words, rows]) => `  ${lines(rows)}: ${words}`);
}

/** What a retry would do, as a person reads it before saying yes. */
export function renderRetryPlan({ batch, rows, declined }: RetryPlan): string {
  const renewed = rows.filter(({ outcome }) => outcome === 'failed' || outcome === 'reversed');
  const same = rows.filter((row) => !renewed.includes(row));
  const asked = rows.filter(({ toRead }) => toRead.length > 0);
  return [
    `Batch ${batch.id}: ${rowsAndTotals({ rowCount: rows.length, totals: sumByCurrency(rows) })} to be sent again`,
    ...(same.length > 0 ? [`  ${countOf(same.length, 'row')} never created, under the same reference: ${lines(same)}`] : []),
    ...(renewed.length > 0 ? [`  ${countOf(renewed.length, 'row')} under a new reference: ${lines(renewed)}`] : []),
    ...(asked.length > 0 ? ['The gateway is asked once more before any of these goes again.'] : []),
    ...(declined.length > 0 ? [`Not retried: ${countOf(declined.length, 'row')}`, ...renderDeclined(declined)] : []),
  ].join('\n');
}

const decimals = (totals: TotalsByCurrency) =>
  Object.fromEntries(Object.entries(totals).map(([currency, minor]) => [currency, formatAmount(minor, currency)]));

type Reopened = Readonly<{ lines: readonly number[]; totals: TotalsByCurrency; awaitsApproval?: boolean }>;

/** A retry as JSON. */
export const retryDocument = (batchId: string, result: string, reopened: Reopened, declined: readonly DeclinedRow[]) => ({
  kind: 'retry',
  batch: batchId,
  result,
  rows: reopened.lines.length,
  totals: decimals(reopened.totals),
  lines: reopened.lines,
  awaitsApproval: reopened.awaitsApproval === true,
  declined,
});
