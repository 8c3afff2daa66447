import { endCanceledRows } from '../store/controls/end-unsent-rows';
import { openRound as openRoundInStore } from '../store/rounds/open-round';
import type { BatchDependencies } from './batch-dependencies';
import { tryAgain } from './failures';
import type { RoundPlan } from './payrun-activities';
import { readStanding } from './read-standing';

/** Opens the batch's next round. Its number comes from the database, so no two runs of a batch ever work the same round. */
export async function openRound(deps: BatchDependencies, batchId: string): Promise<RoundPlan> {
  await endCanceledRows(deps.db, batchId);
  const opened = await openRoundInStore(deps.db, deps.accountId, batchId, deps.deadlineMs);
  if (opened === undefined) throw tryAgain('OtherAccount', 'check', "the batch is not this worker's, or was refused", 60_000);
  const standing = await readStanding(deps, batchId);
  return { ...opened, requestTimeoutMs: deps.timing.requestTimeoutMs, standing };
}
