import { eraseDetailsOfPaid } from '../store/erase-details';
import { foldReads } from '../store/fold-reads';
import { noteReviews, reviewState } from '../store/reviews/review-state';
import type { BatchDependencies } from './batch-dependencies';
import { ownBatch } from './own-batch';
import type { FollowUpPlan } from './payrun-activities';
import { readStanding } from './read-standing';

/** What a follow-up has before it, after it has tidied up what its last reads brought: rows that turned out to be paid are paid to nobody any more. */
export async function planFollowUp(deps: BatchDependencies, batchId: string): Promise<FollowUpPlan> {
  const batch = await ownBatch(deps, batchId);
  const state = await reviewState(deps.db, deps.accountId, batchId);
  if (state !== undefined) {
    await foldReads(deps.db, batchId);
    await eraseDetailsOfPaid(deps.db, batchId);
  }
  const standing = await readStanding(deps, batchId);
  if (state === undefined) return { standing, runs: batch.state !== 'refused', turningRows: 0 };
  const { finishedMsAgo, reviews, paidRows, turningRows } = state;
  const delayMs = deps.reviews.delaysMs[reviews];
  if (delayMs === undefined || paidRows === 0) return { standing, runs: false, turningRows };
  // A follow-up that comes late makes up for all missed reviews by one.
  const overdue = deps.reviews.delaysMs.filter((eachMs) => eachMs <= finishedMsAgo).length;
  const review = { number: Math.max(reviews + 1, overdue), inMs: Math.max(0, Math.ceil(delayMs - finishedMsAgo)), rows: paidRows };
  return { standing, runs: false, turningRows, review };
}

/** The paid rows have been read again for this time. */
export async function endReview(
  deps: BatchDependencies,
  { batchId, number }: Readonly<{ batchId: string; number: number }>,
): Promise<void> {
  await noteReviews(deps.db, batchId, number);
}
