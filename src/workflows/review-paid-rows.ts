import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';
import type { ReviewedPage } from '../activities/payrun-activities';
import { reviewActivities } from './step-activities';

/**
 * Reads a batch's paid rows again, page after page, from `afterLine` on. Returns the line that it came to when `isLong` says that this run
 * has had enough; `undefined` at the end.
 */
export async function reviewPaidRows(
  batchId: string,
  scope: 'paid' | 'turning',
  afterLine: number,
  isLong: () => boolean,
): Promise<number | undefined> {
  const { reviewPage } = reviewActivities();
  let line = afterLine;
  for (;;) {
    let page: ReviewedPage;
    try {
      page = await reviewPage.executeWithOptions({ summary: `reads ${scope} rows again, after line ${line}` }, [
        { batchId, scope, afterLine: line },
      ]);
    } catch (error) {
      if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
      log.warn('paid rows could not be read again for long: the rest waits for the next time', { batchId, line });
      return undefined;
    }
    if (page.lastLine === undefined) return undefined;
    line = page.lastLine;
    if (isLong()) return line;
  }
}
