import type { Batch } from '../store/batch';
import { findBatch, latestBatch } from '../store/batches';
import type { Database } from '../store/database';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';

/**
 * The batch that a command is about: the one named, else the account's latest.
 * @throws CommandFailed with exit code 2 when there is none, or it is another account's
 */
export async function findWantedBatch(db: Database, accountId: bigint, batchId: string | undefined): Promise<Batch> {
  const refuse = (what: string, why: string | undefined, hint: string) => new CommandFailed(exitCodes.refused, what, why, hint);
  if (batchId === undefined) {
    const latest = await latestBatch(db, accountId);
    if (latest === undefined) throw refuse('there is no batch yet', undefined, 'payrun submit FILE makes one');
    return latest;
  }
  const batch = await findBatch(db, batchId);
  const list = 'payrun status --all lists the batches of this account';
  // A draft pays nothing and may be stored anew at any moment: it is nobody's batch yet.
  if (batch === undefined || batch.claimedAt === undefined) throw refuse(`there is no batch ${batchId}`, undefined, list);
  if (batch.accountId !== accountId) {
    const whose = `it belongs to ${batch.account} at ${batch.address}, mode ${batch.mode}`;
    throw refuse(`batch ${batchId} is another account's`, whose, `use the settings of that account; ${list}`);
  }
  return batch;
}
