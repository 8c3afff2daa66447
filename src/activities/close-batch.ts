import { ApplicationFailure } from '@temporalio/common';
import { formatAmount } from '../domain/format-amount';
import { appendAudit } from '../store/audit';
import type { Batch } from '../store/batch';
import { type BatchProgress, batchProgress } from '../store/batch-progress';
import { eraseDetailsOfPaid, eraseOldDetails } from '../store/erase-details';
import { foldReads } from '../store/fold-reads';
import { appendNotice } from '../store/notices/append-notice';
import { forgetNotices } from '../store/notices/forget-notices';
import { startReviewsAnew } from '../store/reviews/review-state';
import { finishBatch } from '../store/rounds/finish-batch';
import type { BatchDependencies } from './batch-dependencies';
import { ownBatch } from './own-batch';
import type { BatchStanding, ClosedBatch } from './payrun-activities';
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

/** The end, its audit line and its notices: all of it, or nothing. A round's number makes them one end's. False: the batch goes on. */
async function endWithNotices(deps: BatchDependencies, { id, round }: Batch, standing: BatchStanding): Promise<boolean> {
  const { db, accountId, deadlineMs } = deps;
  const { rows, unknown, sums } = standing;
  const outcomes = sums.map((sum) => `${sum.rows} ${sum.outcome} ${sum.currency} ${sum.amount}`);
  return await db.transaction(async (queries) => {
    if (!(await finishBatch(queries, id, deadlineMs))) return false;
    await startReviewsAnew(queries, id);
    await appendAudit(queries, {
      actor: 'payrun',
      action: 'finish',
      batchId: id,
      requestId: `finish/${id}/${round}`,
      details: { outcomes },
    });
    const about = { accountId, batchId: id };
    await appendNotice(queries, {
      ...about,
      kind: 'batch_finished',
      once: `finish/${id}/${round}`,
      details: { rows, unknown, outcomes: sums },
    });
    if (unknown === 0) return true;
    const unknownSums = sums.filter(({ outcome }) => outcome === 'unknown').map(({ outcome: _, ...sum }) => sum);
    await appendNotice(queries, {
      ...about,
      kind: 'rows_unknown',
      once: `unknown/${id}/${round}`,
      details: { rows: unknown, sums: unknownSums },
    });
    return true;
  });
}

/**
 * Ends a batch: proves that its rows reconcile to the file, erases whom the paid rows paid, writes the audit line. Doing it twice is
 * doing it once. Rows that are unknown stay open, and are followed up. A batch of which rows were reopened since its last round goes on.
 */
export async function closeBatch(deps: BatchDependencies, batchId: string): Promise<ClosedBatch> {
  const batch = await ownBatch(deps, batchId);
  const wrong = discrepancies(batch, await batchProgress(deps.db, batchId, deps.deadlineMs));
  if (wrong.length > 0) {
    deps.log.fatal({ batch: batchId, wrong }, 'the batch does not reconcile to its file');
    throw ApplicationFailure.nonRetryable(`the batch does not reconcile to its file: ${wrong.join('; ')}`, 'DoesNotReconcile');
  }
  const ended = await endWithNotices(deps, batch, await readStanding(deps, batchId));
  if (!ended) return { ...(await readStanding(deps, batchId)), goesOn: true };
  await foldReads(deps.db, batchId);
  await eraseDetailsOfPaid(deps.db, batchId);
  await eraseOldDetails(deps.db, deps.keepDays);
  await forgetNotices(deps.db, deps.accountId);
  const standing = await readStanding(deps, batchId);
  deps.log.info({ batch: batchId, rows: standing.rows, unknown: standing.unknown }, 'batch finished');
  return standing;
}
