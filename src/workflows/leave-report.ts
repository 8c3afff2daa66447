import { ActivityFailure, isCancellation } from '@temporalio/workflow';
import type { BatchInput } from './inputs';
import { reportActivities } from './step-activities';

/** Puts the report of a batch beside the file that it was made from. A workflow of its own: nobody waits for a folder that is out of reach. */
export async function leaveReport({ batchId }: Pick<BatchInput, 'batchId'>): Promise<void> {
  try {
    await reportActivities.leavePayrollReport(batchId);
  } catch (error) {
    // The worker's log says why, and `payrun report` writes it at any time.
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
  }
}
