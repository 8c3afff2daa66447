import type { Parts } from '../../parts/parts';
import { batchProgress } from '../../store/batch-progress';
import { unsettledBatches } from '../../store/batches';

/** How many rows of the account's batches have not ended yet. */
export async function openRowCount(parts: Parts): Promise<number> {
  const { db, accountId } = await parts.store();
  let rows = 0;
  for (const { id } of await unsettledBatches(db, accountId)) {
    rows += (await batchProgress(db, id, parts.settings.settlementDeadlineMs)).openRows;
  }
  return rows;
}
