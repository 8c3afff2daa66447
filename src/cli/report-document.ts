import type { ReportSummary } from '../csv/report-summary';
import { formatAmount } from '../domain/format-amount';
import type { Batch } from '../store/batch';
import { jsonTotals } from './json-totals';
import type { JsonDocument } from './screen';

/** A report's counts and sums as JSON. */
export function reportDocument(batch: Batch, summary: ReportSummary): JsonDocument {
  return {
    kind: 'report',
    batch: batch.id,
    state: batch.state,
    partial: summary.isPartial,
    rows: summary.rowCount,
    openRows: summary.openRows,
    paidBeforeBatchRows: summary.paidBeforeBatchRows,
    resolvedRows: summary.resolvedRows,
    totals: jsonTotals(summary.totals),
    paid: jsonTotals(summary.paid),
    outcomes: summary.counts.map(({ outcome, currency, rows, amountMinor }) => ({
      outcome,
      currency,
      rows,
      amount: formatAmount(amountMinor, currency),
    })),
  };
}
