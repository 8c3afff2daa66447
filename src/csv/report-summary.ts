import type { Outcome } from '../domain/outcome';
import type { TotalsByCurrency } from '../domain/sum-by-currency';

/** Rows of one outcome in one currency, and their amounts as the file asks for them. */
export type OutcomeCount = Readonly<{ outcome: Outcome; currency: string; rows: number; amountMinor: bigint }>;

/** A report's counts and sums, proved to reconcile to the file. */
export type ReportSummary = Readonly<{
  /** Whether rows are still open, so that outcomes may change. */
  isPartial: boolean;
  rowCount: number;
  openRows: number;
  /** Paid rows whose invoice is older than the batch: counted among the paid ones too. */
  paidBeforeBatchRows: number;
  /** Rows that count as a person has said, since the gateway told no end: counted among those too. */
  resolvedRows: number;
  /** What the file asks for, by currency. */
  totals: TotalsByCurrency;
  /** What went out and stayed out, by currency, as the gateway says: `amount_paid` of paid and partly paid rows. */
  paid: TotalsByCurrency;
  /** By outcome in its fixed order, then by currency. Pairs without a row are not there. */
  counts: readonly OutcomeCount[];
}>;
