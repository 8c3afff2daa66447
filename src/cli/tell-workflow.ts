import type { Parts } from '../parts/parts';
import { findBatch } from '../store/batches';
import { startBatch, wakeBatch } from '../temporal/start-batch';
import type { CommandContext } from './command-context';

/**
 * Tells a batch's workflow that the database has changed, or starts it where Temporal has none. Out of reach, it is no harm: every sender
 * asks the database, and a running batch looks by itself.
 */
export async function tellWorkflow({ screen }: CommandContext, parts: Parts, batchId: string): Promise<void> {
  try {
    const { client } = await parts.temporal();
    if (await wakeBatch(client, batchId)) return;
    const { db } = await parts.store();
    const batch = await findBatch(db, batchId);
    if (batch !== undefined) await startBatch(client, batch);
  } catch {
    screen.say(
      'Temporal is out of reach. It is done all the same: every sender asks the database. Once Temporal is back, the batch looks by itself within an hour.',
    );
  }
}
