import type { Database } from '../../store/database';
import { causesOfBatch } from '../../store/gates/batch-gates';
import type { Trouble } from '../trouble';

/**
 * What is wrong with a lost batch, and what mends it: what is pressed again starts it as it stands, so that a pause stays a pause. A resume
 * would also let go on what is held for its failed rows.
 */
export async function lostWords(db: Database, batchId: string): Promise<Required<Trouble>> {
  const causes = await causesOfBatch(db, batchId);
  const again = causes.includes('canceled') ? 'cancel' : causes.includes('paused') || causes.includes('failures') ? 'pause' : 'resume';
  return { words: 'Temporal has no workflow of it, so nothing of it moves', fix: `payrun ${again} ${batchId} starts it again` };
}
