import type { Parts } from '../../parts/parts';
import type { Batch } from '../../store/batch';
import { startBatch } from '../../temporal/start-batch';
import { workflowStanding } from './workflow-standing';

/** Starts the workflow of an open batch that Temporal does not have any more. False: Temporal has it, or is out of reach. */
export async function startLost(parts: Parts, batch: Batch): Promise<boolean> {
  if ((await workflowStanding(parts, batch))?.state !== 'gone') return false;
  const { client } = await parts.temporal();
  await startBatch(client, batch);
  return true;
}
