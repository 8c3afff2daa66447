import type { Batch } from '../store/batch';
import { batchProgress } from '../store/batch-progress';
import { findBatch } from '../store/batches';
import type { Database } from '../store/database';
import { type StandingGate, standingGates } from '../store/gates/batch-gates';
import { type BatchCounts, batchCounts } from './batch-counts';

/** A batch as the database has it at one moment. */
export type BatchLook = Readonly<{ batch: Batch; counts: BatchCounts; gates: readonly StandingGate[] }>;

export async function lookAtBatch(db: Database, batchId: string, deadlineMs: number): Promise<BatchLook> {
  const batch = await findBatch(db, batchId);
  if (batch === undefined) throw new Error(`batch ${batchId} is gone`);
  const counts = batchCounts(await batchProgress(db, batchId, deadlineMs));
  return { batch, counts, gates: await standingGates(db, batchId) };
}
