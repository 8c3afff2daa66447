import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { isOver } from '../../domain/is-over';
import { limits } from '../../domain/limits';
import { findBatch } from '../../store/batches';
import type { Database } from '../../store/database';
import { hasBatchWorkflow } from '../../temporal/has-batch-workflow';

/** Whether a batch is open and Temporal has no workflow of it: somebody ended that one there, or the server has lost its data. */
export async function isLost(client: Client, db: Database, batchId: string): Promise<boolean> {
  if (!(await isOpenAlone(client, db, batchId))) return false;
  // One that was claimed this moment is not started yet.
  await sleep(limits.lostWorkflowSureMs);
  return await isOpenAlone(client, db, batchId);
}

/** The workflow is asked for first: it ends only after its batch. */
async function isOpenAlone(client: Client, db: Database, batchId: string): Promise<boolean> {
  if (await hasBatchWorkflow(client, batchId)) return false;
  const batch = await findBatch(db, batchId);
  return batch !== undefined && !isOver(batch.state);
}
