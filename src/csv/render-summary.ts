import { formatAmount } from '../domain/format-amount';
import type { TotalsByCurrency } from '../domain/sum-by-currency';
import type { ReportSummary } from './report-summary';

/** A report's summary as plain text: a line for each outcome and currency, amounts right-aligned, then what reconciles to what. */
export function renderSummary(summary: ReportSummary): string {
  const lines = summary.counts.map(({ outcome, currency, rows, amountMinor }) => ({
    outcome: outcome.replaceAll('_', ' '),
    rows: groupThousands(String(rows)),
    currency,
    amount: groupThousands(formatAmount(amountMinor, currency)),
  }));
  const widthOf = (column: 'outcome' | 'rows' | 'amount') => Math.max(...lines.map((line) => line[column].length));
  const [outcomeWidth, rowsWidth, amountWidth] = [widthOf('outcome'), widthOf('rows'), widthOf('amount')];
  const table = lines.map(
    (line) =>
      `${line.outcome.padEnd(outcomeWidth)}  ${line.rows.padStart(rowsWidth)}  ${line.currency}  ${line.amount.padStart(amountWidth)}`,
  );
  return [...(summary.isPartial ? [partialLine(summary)] : []), ...table, ...closingLines(summary)].join('\n');
}

function partialLine({ openRows, rowCount }: ReportSummary): string {
  return `partial: ${groupThousands(String(openRows))} of ${countOf(rowCount, 'row')} still open`;
}

function closingLines(summary: ReportSummary): readonly string[] {
  const before = summary.paidBeforeBatchRows;
  return [
    ...(before === 0 ? [] : [`${countOf(before, 'row')} of these paid before this batch`]),
    ...(summary.resolvedRows === 0
      ? []
      : [`${countOf(summary.resolvedRows, 'row')} of these by a person's word, which the gateway has not borne out`]),
    `paid out: ${sums(summary.paid) || 'nothing'}`,
    `file: ${countOf(summary.rowCount, 'row')}, ${sums(summary.totals)}: every row is in this report once`,
  ];
}

function sums(totals: TotalsByCurrency): string {
  return Object.entries(totals)
    .map(([currency, amountMinor]) => `${currency} ${groupThousands(formatAmount(amountMinor, currency))}`)
    .join(' + ');
}

function countOf(count: number, word: string): string {
  return `${groupThousands(String(count))} ${word}${count === 1 ? '' : 's'}`;
}

/** A space between thousands: a point or comma would be read as decimals somewhere. */
function groupThousands(text: string): string {
  return text.replace(/\B(?=(?:[0-9]{3})+(?:\.|$))(?<!\.[0-9]*)/g, ' ');
}
