import { limits } from '../../domain/limits';
import type { Parts } from '../../parts/parts';
import { batchProgress } from '../../store/batch-progress';
import { unsettledBatches } from '../../store/batches';
import { batchesToFollowUp } from '../../store/reviews/review-state';
import { startBatch } from '../../temporal/start-batch';
import { startFollowUp } from '../../temporal/start-follow-up';
import { countOf } from '../count-of';
import { groupThousands } from '../group-thousands';
import type { Screen } from '../screen';

/**
 * Starts again, where Temporal does not run it still, every batch that an earlier start left open, and says so. A finished batch with unknown
 * rows is among them: Temporal may have lost its follow-up.
 */
export async function goOn(screen: Screen, parts: Parts): Promise<void> {
  const { db, accountId } = await parts.store();
  const { client } = await parts.temporal();
  for (const batch of await unsettledBatches(db, accountId)) {
    const { openRows } = await batchProgress(db, batch.id, parts.settings.settlementDeadlineMs);
    screen.say(`Going on with batch ${batch.id}: ${groupThousands(String(openRows))} of ${countOf(batch.rowCount, 'row')} open.`);
    await startBatch(client, batch);
  }
  // Those that only read paid rows again later: nothing of theirs is open, so there is nothing to say.
  for (const batchId of await batchesToFollowUp(db, accountId, limits.reviewDelaysMs.length)) await startFollowUp(client, batchId);
}
