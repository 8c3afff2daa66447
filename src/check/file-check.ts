import type { RowPlace } from '../csv/row-place';
import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import type { TotalsByCurrency } from '../domain/sum-by-currency';
import type { SkippedRow } from '../store/skipped-row';
import type { FileWarning } from './file-warning';

/** What is wrong with a file: the first issues of each code, in the file's order, and how many there are of each. */
export type IssueSummary<Issue = RowIssue> = Readonly<{
  total: number;
  countsByCode: Readonly<Record<string, number>>;
  /** At most `limits.issuesKeptPerCodeMax` of each code. */
  kept: readonly Issue[];
}>;

/** A whole file, read once. It may be paid only if `issues.total` is 0, or if a policy leaves out the rows that have issues. */
export type FileCheck = Readonly<{
  /** SHA-256 of the file's bytes, hex. Of the bytes read, if the file is too broken to be read to its end. */
  contentHash: string;
  /** Rows below the header, those with issues too. */
  rowCount: number;
  /** Minor units by currency, of the rows without issues. */
  totals: TotalsByCurrency;
  issues: IssueSummary;
  /** Rows with issues whose currency and amount can be read, so that they can be left out and still be reported. */
  skippable: Readonly<{ rows: number; totals: TotalsByCurrency }>;
  /** Of `issues`, those that no row can be left out for: of the header, the file, or a row that cannot be read. */
  blockingIssues: number;
  /** What a person should look at, and what refuses nothing. */
  warnings: IssueSummary<FileWarning>;
}>;

/**
 * One thing read from a file: a row that passes, or what is wrong with one line. `isRow` is false where the header or the whole file is
 * meant; `issues` is empty for a row that only the header keeps from being read.
 */
export type RowRead =
  | Readonly<{ kind: 'row'; row: PayoutRow; place: RowPlace }>
  | Readonly<{
      kind: 'issues';
      line: number;
      isRow: boolean;
      place?: RowPlace;
      issues: readonly RowIssue[];
      skippable?: SkippedRow | undefined;
    }>;
