import { createHash } from 'node:crypto';
import type { FileSource } from '../csv/file-source';
import type { PayoutRow } from '../domain/payout';
import type { RowIssue } from '../domain/row-issue';
import type { FileCheck } from './file-check';
import { FileTally } from './file-tally';
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
 * Reads a whole file once and tells everything that is wrong with it, and its totals. Memory does not grow with the rows but for 64 bits
 * of each reference and of each payment. The rows themselves are read again by `rowsOfCheckedFile`, which sees to it that the file is the same.
 */
export async function checkFileLocally(source: FileSource, options: CheckOptions = {}): Promise<FileCheck> {
  const hash = createHash('sha256');
  const tally = new FileTally();
  for await (const reads of readPayoutRows(source, { period: options.period, onBytes: (bytes) => hash.update(bytes) })) {
    for (const read of reads) {
      if (read.kind === 'issues') {
        tally.issues(read.issues, read.isRow, read.skippable);
        continue;
      }
      // Most answers are at hand; waiting for each would cost more than all the rules.
      const answer = options.alsoCheck?.(read.row) ?? [];
      tally.row(read.row, answer instanceof Promise ? await answer : answer);
    }
  }
  return tally.result(hash.digest('hex'));
}
