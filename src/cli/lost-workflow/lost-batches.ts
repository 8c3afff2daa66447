import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { limits } from '../../domain/limits';
import type { Parts } from '../../parts/parts';
import type { Batch } from '../../store/batch';
import { findBatch, openBatches } from '../../store/batches';
import type { Database } from '../../store/database';
import { hasBatchWorkflow } from '../../temporal/has-batch-workflow';

/**
 * How many batches of the account are open, and the ids of those of which nothing moves any more. Nothing tells of one by itself: it looks as if it were
 * slow.
 */
export async function lostBatches(parts: Parts): Promise<Readonly<{ open: number; lost: readonly string[] }>> {
  const { db, accountId } = await parts.store();
  const { client } = await parts.temporal();
  const open = (await openBatches(db, accountId)).map(({ id }) => id);
  const lost = await Promise.all(open.map((id) => isLost(client, db, id)));
  return { open: open.length, lost: open.filter((_, at) => lost[at]) };
}

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
  return batch !== undefined && isOpen(batch);
}

export const isOpen = ({ state }: Pick<Batch, 'state'>): boolean => state !== 'finished' && state !== 'refused';
