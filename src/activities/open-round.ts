import { expireApproval } from '../store/approvals/end-unapproved';
import { endCanceledRows } from '../store/controls/end-unsent-rows';
import { openRound as openRoundInStore } from '../store/rounds/open-round';
import type { BatchDependencies } from './batch-dependencies';
import { holdForFailures } from './hold-for-failures';
import { ownBatch } from './own-batch';
import type { RoundPlan } from './payrun-activities';
import { readStanding } from './read-standing';
import { watchBalances } from './watch-balances';

/** Opens the batch's next round. Its number comes from the database, so no two runs of a batch ever work the same round. */
export async function openRound(deps: BatchDependencies, batchId: string): Promise<RoundPlan> {
  await endCanceledRows(deps.db, batchId);
  await expireApproval(deps.db, batchId);
  await holdForFailures(deps, batchId);
  const opened = await openRoundInStore(deps.db, deps.accountId, batchId, deps.deadlineMs);
  if (opened !== undefined) await watchBalances(deps, batchId);
  const round = opened ?? (await noRound(deps, batchId));
  const standing = await readStanding(deps, batchId);
  return { refused: false, ...round, requestTimeoutMs: deps.timing.requestTimeoutMs, standing };
}

type NoRound = Pick<RoundPlan, 'round' | 'fileName' | 'period' | 'openRows' | 'refused' | 'toCheck'>;

/**
 * Of a batch that ended without its approval there is nothing to do; a database put back to an old copy knows nothing of the check that the
 * batch's workflow has seen, nor of the approval that it asked for.
 */
async function noRound(deps: BatchDependencies, batchId: string): Promise<NoRound> {
  const { round, fileName, period, state } = await ownBatch(deps, batchId);
  const refused = state === 'refused';
  return { round, fileName, period, openRows: 0, refused, ...(!refused && { toCheck: true }) };
}
