import { runChange } from '../payroll/run-change';
import { runChangeWords } from '../payroll/run-change-words';
import type { Database } from '../store/database';
import { findRunOfBatch } from '../store/payrolls/payroll-runs';

/** What a payroll's batch changes since the period before, as a history may hold it: counts and sums. Absent for the first, and for other batches. */
export async function payrollChange(db: Pick<Database, 'query'>, batchId: string): Promise<Readonly<{ change?: string }>> {
  const run = await findRunOfBatch(db, batchId);
  const change = run && runChange(run);
  return change === undefined ? {} : { change: runChangeWords(change) };
}
