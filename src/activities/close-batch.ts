import { ApplicationFailure } from '@temporalio/common';
import { formatAmount } from '../domain/format-amount';
import { appendAudit } from '../store/audit';
import type { Batch } from '../store/batch';
import { type BatchProgress, batchProgress } from '../store/batch-progress';
import { setBatchState } from '../store/batch-state';
import { findBatch } from '../store/batches';
import { eraseDetailsOfPaid, eraseOldDetails } from '../store/erase-details';
import { foldReads } from '../store/fold-reads';
import type { BatchDependencies } from './batch-dependencies';
import type { BatchStanding } from './payrun-activities';
import { readStanding } from './read-standing';

/** What does not agree between the rows as they ended and the file as it was stored, in words; none if all does. */
export function discrepancies(batch: Pick<Batch, 'rowCount' | 'totals'>, progress: BatchProgress): readonly string[] {
  const found: string[] = [];
  if (progress.rows !== batch.rowCount) found.push(`the file has ${batch.rowCount} rows, the database ${progress.rows}`);
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of [...progress.ended, ...progress.open]) {
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  }
  for (const currency of new Set([...Object.keys(batch.totals), ...sums.keys()])) {
    const [wanted, got] = [batch.totals[currency] ?? 0n, sums.get(currency) ?? 0n];
    if (wanted === got) continue;
    found.push(`the file's total is ${currency} ${formatAmount(wanted, currency)}, the rows' ${currency} ${formatAmount(got, currency)}`);
  }
  return found;
}

/**
 * Ends a batch: proves that its rows reconcile to the file, erases whom the paid rows paid, writes the audit line. Doing it twice is
 * doing it once. Rows that are unknown stay open, and are followed up.
 */
export async function closeBatch(deps: BatchDependencies, batchId: string): Promise<BatchStanding> {
  const batch = await findBatch(deps.db, batchId);
  if (batch === undefined) throw ApplicationFailure.nonRetryable(`there is no batch ${batchId}`, 'NoBatch');
  const wrong = discrepancies(batch, await batchProgress(deps.db, batchId, deps.deadlineMs));
  if (wrong.length > 0) {
    deps.log.fatal({ batch: batchId, wrong }, 'the batch does not reconcile to its file');
    throw ApplicationFailure.nonRetryable(`the batch does not reconcile to its file: ${wrong.join('; ')}`, 'DoesNotReconcile');
  }
  await setBatchState(deps.db, batchId, 'finished');
  await foldReads(deps.db, batchId);
  await eraseDetailsOfPaid(deps.db, batchId);
  await eraseOldDetails(deps.db, deps.keepDays);
  const standing = await readStanding(deps, batchId);
  const outcomes = standing.sums.map(({ outcome, currency, rows, amount }) => `${rows} ${outcome} ${currency} ${amount}`);
  await appendAudit(deps.db, {
    actor: 'payrun',
    action: 'finish',
    batchId,
    requestId: `finish/${batchId}/${batch.round}`,
    details: { outcomes },
  });
  deps.log.info({ batch: batchId, rows: standing.rows, unknown: standing.unknown }, 'batch finished');
  return standing;
}
