import { formatAmount } from '../domain/format-amount';
import { totalWords } from '../domain/total-words';
import { awaitedApproval } from '../store/approvals/awaited-approval';
import type { Batch } from '../store/batch';
import type { Database } from '../store/database';
import { payrollChange } from './payroll-change';
import type { AwaitedStanding } from './payrun-activities';

/** What a batch waits to be approved for, as a history may hold it: no recipient, no reference. */
export async function awaitedStanding(db: Pick<Database, 'query'>, batch: Batch): Promise<AwaitedStanding | undefined> {
  const awaited = await awaitedApproval(db, batch);
  if (awaited === undefined) return undefined;
  const { approval, contentHash, rows, totals, largest, repeated, paidElsewhereRows, leftOut, expiresAt } = awaited;
  return {
    batch: batch.id,
    ...(await payrollChange(db, batch.id)),
    approval,
    hash: contentHash,
    rows,
    totals: totalWords(totals),
    largest: largest.map(({ line, currency, amountMinor }) => `line ${line}: ${currency} ${formatAmount(amountMinor, currency)}`),
    repeated,
    paidElsewhereRows,
    leftOut,
    expiresAt: expiresAt.toISOString(),
  };
}
