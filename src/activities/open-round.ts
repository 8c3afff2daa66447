import { expireApproval } from '../store/approvals/end-unapproved';
import { findBatch } from '../store/batches';
import { endCanceledRows } from '../store/controls/end-unsent-rows';
import { type OpenedRound, openRound as openRoundInStore } from '../store/rounds/open-round';
import type { BatchDependencies } from './batch-dependencies';
import { checkBatch } from './check-batch';
import { otherAccount } from './failures';
import { holdForFailures } from './hold-for-failures';
import type { RoundPlan } from './payrun-activities';
import { readStanding } from './read-standing';
import { watchBalances } from './watch-balances';

/** Opens the batch's next round. Its number comes from the database, so no two runs of a batch ever work the same round. */
export async function openRound(deps: BatchDependencies, batchId: string): Promise<RoundPlan> {
  // A database put back to an old copy knows nothing of the check that this workflow has seen, nor of the approval that it asked for.
  if ((await findBatch(deps.db, batchId))?.state === 'checking') await checkBatch(deps, batchId);
  await endCanceledRows(deps.db, batchId);
  await expireApproval(deps.db, batchId);
  await holdForFailures(deps, batchId);
  const opened = await openRoundInStore(deps.db, deps.accountId, batchId, deps.deadlineMs);
  if (opened !== undefined) await watchBalances(deps, batchId);
  const round = opened ?? (await refusedRound(deps, batchId));
  const standing = await readStanding(deps, batchId);
  return { ...round, refused: opened === undefined, requestTimeoutMs: deps.timing.requestTimeoutMs, standing };
}

/** The round of a batch that ended without its approval: there is nothing to do in it. */
async function refusedRound(deps: BatchDependencies, batchId: string): Promise<OpenedRound> {
  const batch = await findBatch(deps.db, batchId);
  if (batch === undefined || batch.accountId !== deps.accountId) throw otherAccount();
  // Put back to an old copy right after it was found checked: the next attempt checks it.
  if (batch.state !== 'refused') throw new Error('the batch is to be checked first');
  const { round, fileName, period } = batch;
  return { round, fileName, period, openRows: 0 };
}
