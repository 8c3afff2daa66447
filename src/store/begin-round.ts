import type { Database } from './database';

/**
 * Begins the round after `round` and returns its number. Doing it again for the same `round` gives the same number; a number that has
 * been passed already is never given twice, whatever a workflow that was started anew believes.
 */
export async function beginRound(db: Pick<Database, 'query'>, batchId: string, round: number): Promise<number> {
  const sql = 'update batches set round = greatest(round, $2::int + 1) where id = $1 returning round';
  const [batch] = await db.query<{ round: number }>(sql, [batchId, round]);
  if (batch === undefined) throw new Error(`there is no batch ${batchId}`);
  return batch.round;
}
