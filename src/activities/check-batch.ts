import { limits } from '../domain/limits';
import type { Batch } from '../store/batch';
import { passCheck } from '../store/pass-check';
import { refuseBatch } from '../store/refuse-batch';
import type { BatchDependencies } from './batch-dependencies';
import { checkRows } from './check-rows';
import { tryAgain } from './failures';
import { ownBatch } from './own-batch';
import type { CheckResult } from './payrun-activities';

/**
 * Checks a batch by the gateway's rules once more, right before anything is sent: they may have changed since the file was submitted.
 * Any problem refuses the whole batch, unless its policy leaves out rows with problems. Waits, as long as it takes, for a gateway out of
 * reach. A batch that passed once is not checked again.
 */
export async function checkBatch(deps: BatchDependencies, batchId: string): Promise<CheckResult> {
  const batch = await ownBatch(deps, batchId);
  if (batch.state !== 'checking') return decidedBefore(batch);
  const { problems, skipped } = await checkRows(deps, batch);
  const decided = problems.length > 0 ? await refuseBatch(deps.db, batchId, problems) : await passCheck(deps.db, batchId, deps.approval);
  // Another attempt was quicker, and the batch may be on its way.
  if (!decided) return decidedBefore(await decidedBatch(deps, batchId));
  return { verdict: problems.length > 0 ? 'refused' : 'accepted', problems: problems.length > 0 ? problems.length : skipped };
}

/** What the database forgets of a check it forgets of the sends after it, too: else nobody can say what is to become of the batch. */
async function decidedBatch(deps: BatchDependencies, batchId: string): Promise<Batch> {
  const batch = await ownBatch(deps, batchId);
  if (batch.state !== 'checking') return batch;
  throw tryAgain('RowMovedOn', 'check', 'the batch has problems, and rows of it were sent', limits.checkAgainDelayMs);
}

function decidedBefore({ state, problems }: Batch): CheckResult {
  if (state === 'refused') return { verdict: 'refused', problems: problems.length };
  return { verdict: state === 'finished' ? 'over' : 'accepted', problems: 0 };
}
