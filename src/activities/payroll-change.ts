import { changeOfBatch } from '../payroll/change-of-batch';
import { runChangeWords } from '../payroll/run-change-words';
import type { Database } from '../store/database';

/** What a payroll's batch changes since the period before, as a history may hold it: counts and sums. Absent for the first, and for other batches. */
export async function payrollChange(db: Pick<Database, 'query'>, batchId: string): Promise<Readonly<{ change?: string }>> {
  const changed = await changeOfBatch(db, batchId);
  return changed === undefined ? {} : { change: runChangeWords(changed.change) };
}
