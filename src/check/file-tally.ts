import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import { sumByCurrency, type TotalsByCurrency } from '../domain/sum-by-currency';
import type { FileCheck } from './file-check';
import type { FileWarning } from './file-warning';
import { IssueTally } from './issue-tally';
import { RepeatedPayments } from './repeated-payments';

type Amount = Readonly<{ currency: string; amountMinor: bigint }>;

class Sums {
  readonly #sums: Record<string, bigint> = {};

  add({ currency, amountMinor }: Amount): void {
    this.#sums[currency] = (this.#sums[currency] ?? 0n) + amountMinor;
  }

  totals(): TotalsByCurrency {
    return sumByCurrency(Object.entries(this.#sums).map(([currency, amountMinor]) => ({ currency, amountMinor })));
  }
}

/** Adds up what a check finds, row by row, in memory that grows by some bytes a row. */
export class FileTally {
  readonly #issues = new IssueTally();
  readonly #warnings = new IssueTally<FileWarning>();
  readonly #payments = new RepeatedPayments();
  readonly #good = new Sums();
  readonly #skippable = new Sums();
  #rows = 0;
  #skippableRows = 0;
  #blockingIssues = 0;

  /** A row that keeps the local rules, with what other rules say of it. */
  row(row: PayoutRow, issues: readonly RowIssue[]): void {
    this.#rows += 1;
    this.#warnings.add(this.#payments.add(row));
    if (issues.length === 0) this.#good.add(row);
    else this.#leaveOut(row, issues);
  }

  /** What is wrong with a line, and the amount of its row if that can be read. */
  issues(issues: readonly RowIssue[], isRow: boolean, skippable: Amount | undefined): void {
    if (isRow) this.#rows += 1;
    this.#leaveOut(skippable, issues);
  }

  result(contentHash: string): FileCheck {
    return {
      contentHash,
      rowCount: this.#rows,
      totals: this.#good.totals(),
      issues: this.#issues.summary(),
      skippable: { rows: this.#skippableRows, totals: this.#skippable.totals() },
      blockingIssues: this.#blockingIssues,
      warnings: this.#warnings.summary(),
    };
  }

  #leaveOut(amount: Amount | undefined, issues: readonly RowIssue[]): void {
    this.#issues.add(issues);
    if (amount === undefined) {
      this.#blockingIssues += issues.length;
      return;
    }
    this.#skippableRows += 1;
    this.#skippable.add(amount);
  }
}
