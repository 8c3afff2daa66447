import { type Outcome, outcomes } from '../domain/outcome';
import { sumByCurrency, type TotalsByCurrency } from '../domain/sum-by-currency';
import { ReportDoesNotReconcile, type RowsAndTotals } from './report-does-not-reconcile';
import type { ReportRow } from './report-row';
import type { OutcomeCount, ReportSummary } from './report-summary';

type Tally = { rows: number; amountMinor: bigint };

/** Counts and adds up a report's rows as they go by, and proves them against the file at the end. */
export class ReportTally {
  readonly #file: RowsAndTotals;
  readonly #tallies = new Map<Outcome, Map<string, Tally>>();
  readonly #paid = new Map<string, bigint>();
  #rowCount = 0;
  #openRows = 0;
  #paidBeforeBatchRows = 0;
  #resolvedRows = 0;
  #lastLine = 0;
  #misplacedRows = 0;

  constructor(file: RowsAndTotals) {
    this.#file = file;
  }

  add(row: ReportRow): void {
    // Lines that do not grow mean a row that comes twice, which counts alone could hide behind a lost one.
    if (row.line <= this.#lastLine) this.#misplacedRows += 1;
    this.#lastLine = row.line;
    this.#rowCount += 1;
    if (row.isOpen) this.#openRows += 1;
    if (row.problem === 'paid_before_batch') this.#paidBeforeBatchRows += 1;
    if (row.problem === 'resolved_by_person') this.#resolvedRows += 1;
    if (row.amountPaidMinor !== undefined && (row.outcome === 'paid' || row.outcome === 'partially_paid')) {
      this.#paid.set(row.currency, (this.#paid.get(row.currency) ?? 0n) + row.amountPaidMinor);
    }
    const byCurrency = this.#tallies.get(row.outcome) ?? new Map<string, Tally>();
    this.#tallies.set(row.outcome, byCurrency);
    const tally = byCurrency.get(row.currency) ?? { rows: 0, amountMinor: 0n };
    byCurrency.set(row.currency, { rows: tally.rows + 1, amountMinor: tally.amountMinor + row.amountMinor });
  }

  /** Throws `ReportDoesNotReconcile` unless the rows and sums are exactly the file's, each line once and in the file's order. */
  finish(): ReportSummary {
    const counts = this.#counts();
    const totals = sumByCurrency(counts);
    const report = { rowCount: this.#rowCount, totals };
    if (this.#misplacedRows > 0 || report.rowCount !== this.#file.rowCount || !sameTotals(totals, this.#file.totals)) {
      throw new ReportDoesNotReconcile(this.#file, report);
    }
    return {
      isPartial: this.#openRows > 0,
      rowCount: this.#rowCount,
      openRows: this.#openRows,
      paidBeforeBatchRows: this.#paidBeforeBatchRows,
      resolvedRows: this.#resolvedRows,
      totals,
      paid: sumByCurrency([...this.#paid].map(([currency, amountMinor]) => ({ currency, amountMinor }))),
      counts,
    };
  }

  #counts(): readonly OutcomeCount[] {
    return outcomes.flatMap((outcome) =>
      [...(this.#tallies.get(outcome) ?? [])]
        .map(([currency, tally]) => ({ outcome, currency, ...tally }))
        .sort((a, b) => (a.currency < b.currency ? -1 : 1)),
    );
  }
}

function sameTotals(some: TotalsByCurrency, others: TotalsByCurrency): boolean {
  const currencies = new Set([...Object.keys(some), ...Object.keys(others)]);
  return [...currencies].every((currency) => (some[currency] ?? 0n) === (others[currency] ?? 0n));
}
