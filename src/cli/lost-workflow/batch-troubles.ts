import type { Parts } from '../../parts/parts';
import { openBatches } from '../../store/batches';
import { type Trouble, troubleSentence } from '../trouble';
import { workflowStanding } from './workflow-standing';

export type BatchTrouble = Trouble & Readonly<{ batch: string }>;

/**
 * Open batches of the account of which nothing moves any more, or of which nobody can say. Nothing tells of one by itself: it looks as if it
 * were slow.
 */
export async function batchTroubles(parts: Parts): Promise<Readonly<{ open: number; troubles: readonly BatchTrouble[] }>> {
  const { db, accountId } = await parts.store();
  const open = await openBatches(db, accountId);
  const standings = await Promise.all(open.map(async (batch) => ({ batch: batch.id, standing: await workflowStanding(parts, batch) })));
  const troubles = standings.flatMap(({ batch, standing }) => (standing?.trouble === undefined ? [] : [{ batch, ...standing.trouble }]));
  return { open: open.length, troubles };
}

export const batchTroubleLine = ({ batch, ...trouble }: BatchTrouble): string => `! batch ${batch}: ${troubleSentence(trouble)}`;
