import type { Batch } from '../store/batch';
import { findBatch } from '../store/batches';
import type { BatchDependencies } from './batch-dependencies';
import { otherAccount } from './failures';

/**
 * A claimed batch of this worker's account. To another account's worker its rows would seem to be none, and all of them done.
 * @throws a failure that leaves the work to another worker, or to a later attempt: whoever submits the file of a lost batch brings it back
 */
export async function ownBatch({ db, accountId }: Pick<BatchDependencies, 'db' | 'accountId'>, batchId: string): Promise<Batch> {
  const batch = await findBatch(db, batchId);
  if (batch?.claimedAt !== undefined && batch.accountId === accountId) return batch;
  throw otherAccount();
}
