import { readPayoutRows } from '../../src/check/read-payout-rows';
import type { PayoutRow } from '../../src/domain/payout';
import type { RowIssue } from '../../src/domain/row-issue';

/** Reads a whole small file by the local rules. */
export async function collectRows(
  file: string,
  period?: string,
): Promise<Readonly<{ rows: readonly PayoutRow[]; issues: readonly RowIssue[] }>> {
  const rows: PayoutRow[] = [];
  const issues: RowIssue[] = [];
  for await (const reads of readPayoutRows([Buffer.from(file)], { period })) {
    for (const read of reads) {
      if (read.kind === 'row') rows.push(read.row);
      else issues.push(...read.issues);
    }
  }
  return { rows, issues };
}
