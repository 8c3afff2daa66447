import type { Database } from '../store/database';
import { findRunOfBatch } from '../store/payrolls/payroll-runs';
import { type RunChange, runChange } from './run-change';

/** What a payroll's batch changes since the period before. `undefined`: there was none before it, or no payroll made the batch. */
export async function changeOfBatch(
  db: Pick<Database, 'query'>,
  batchId: string,
): Promise<Readonly<{ payroll: string; change: RunChange }> | undefined> {
  const run = await findRunOfBatch(db, batchId);
  const change = run && runChange(run);
  return change && { payroll: run.payroll, change };
}
