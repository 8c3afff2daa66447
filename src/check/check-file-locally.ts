import { createHash } from 'node:crypto';
import type { FileSource } from '../csv/file-source';
import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import { sumByCurrency } from '../domain/sum-by-currency';
import type { FileCheck } from './file-check';
import { IssueTally } from './issue-tally';
import { readPayoutRows } from './read-payout-rows';

export type CheckOptions = Readonly<{
  period?: string | undefined;
  /**
   * Called with every row that passes the local rules, in the file's order. What it returns counts as the row's issues: the place for the
   * gateway's live rules, and for whoever wants to see the rows go by.
   */
  alsoCheck?: (row: PayoutRow) => readonly RowIssue[] | Promise<readonly RowIssue[]>;
}>;

/**
 * Reads a whole file once and tells everything that is wrong with it, and its totals if nothing is. Memory does not grow with the rows
 * but for 64 bits of each reference. The rows themselves are read again by `rowsOfCheckedFile`, which sees to it that the file is the same.
 */
export async function checkFileLocally(source: FileSource, options: CheckOptions = {}): Promise<FileCheck> {
  const hash = createHash('sha256');
  const issues = new IssueTally();
  let rowCount = 0;
  let totals: Record<string, bigint> = {};
  for await (const reads of readPayoutRows(source, { period: options.period, onBytes: (bytes) => hash.update(bytes) })) {
    for (const read of reads) {
      if (read.kind === 'issues') {
        if (read.isRow) rowCount += 1;
        issues.add(read.issues);
        continue;
      }
      rowCount += 1;
      const { row } = read;
      // Most answers are at hand; waiting for each would cost more than all the rules.
      const answer = options.alsoCheck?.(row) ?? [];
      const found = answer instanceof Promise ? await answer : answer;
      issues.add(found);
      if (found.length === 0) totals[row.currency] = (totals[row.currency] ?? 0n) + row.amountMinor;
    }
  }
  totals = sumByCurrency(Object.entries(totals).map(([currency, amountMinor]) => ({ currency, amountMinor })));
  return { contentHash: hash.digest('hex'), rowCount, totals, issues: issues.summary() };
}
