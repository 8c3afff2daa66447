import { formatAmount } from '../domain/format-amount';
import type { RowIssue } from '../domain/row-issue';
import { sumByCurrency, type TotalsByCurrency } from '../domain/sum-by-currency';
import type { FileCheck } from './file-check';

/** What somebody outside says that a file holds, all rows of it. With totals every currency of the file has to be among them. */
export type ControlTotals = Readonly<{ rows?: number | undefined; totals?: TotalsByCurrency | undefined }>;

const fix = 'Look for rows that are missing, doubled or changed, or correct what is expected.';

/**
 * Holds a file against its control totals. Says nothing about a file with rows that cannot be read, which is refused without it, and
 * whose sums would be wrong.
 */
export function controlIssues({ rows, totals }: ControlTotals, file: FileCheck): readonly RowIssue[] {
  if (file.blockingIssues > 0) return [];
  const issue = (code: string, expected: string, got: string): RowIssue => ({ code, line: 1, expected, got, fix });
  const issues: RowIssue[] = [];
  if (rows !== undefined && rows !== file.rowCount) issues.push(issue('control_rows', `${rows} rows`, `${file.rowCount}`));
  if (totals === undefined) return issues;
  const got = totalsOfAllRows(file);
  for (const currency of new Set([...Object.keys(totals), ...Object.keys(got)])) {
    const [wantedMinor, gotMinor] = [totals[currency], got[currency]];
    if (wantedMinor === gotMinor) continue;
    const shown = (minor: bigint | undefined) => (minor === undefined ? undefined : `${currency} ${formatAmount(minor, currency)}`);
    issues.push(issue('control_total', shown(wantedMinor) ?? `nothing in ${currency}`, shown(gotMinor) ?? `nothing in ${currency}`));
  }
  return issues;
}

/** The sums of a file, rows that a policy would leave out among them. */
export function totalsOfAllRows({ totals, skippable }: Pick<FileCheck, 'totals' | 'skippable'>): TotalsByCurrency {
  const amounts = [totals, skippable.totals].flatMap((sums) => Object.entries(sums));
  return sumByCurrency(amounts.map(([currency, amountMinor]) => ({ currency, amountMinor })));
}
