import { setTimeout as sleep } from 'node:timers/promises';
import { isOver } from '../../domain/is-over';
import { limits } from '../../domain/limits';
import { OutOfReach } from '../../domain/out-of-reach';
import type { Parts } from '../../parts/parts';
import type { Batch } from '../../store/batch';
import type { Trouble } from '../trouble';
import { isLost } from './is-lost';
import { lostWords } from './lost-words';

/** Whether anything moves an open batch, as Temporal says, and what is wrong where nothing does or nobody can say. */
export type WorkflowStanding = Readonly<{ state: 'running'; trouble?: undefined } | { state: 'gone' | 'unreachable'; trouble: Trouble }>;

/** Asks Temporal, and takes no for an answer: what the database knows is shown all the same. `undefined`: the batch is over. */
export async function workflowStanding(parts: Parts, batch: Batch): Promise<WorkflowStanding | undefined> {
  if (isOver(batch.state)) return undefined;
  try {
    const { db } = await parts.store();
    const { client } = await parts.temporal();
    return (await isLost(client, db, batch.id)) ? { state: 'gone', trouble: await lostWords(db, batch.id) } : { state: 'running' };
  } catch (error) {
    return error instanceof OutOfReach ? unreachable(error.what, error.fix) : unreachable('Temporal is out of reach');
  }
}

/** The same for whoever wants to see what the database knows, on a day on which Temporal may not answer. */
export async function workflowStandingSoon(parts: Parts, batch: Batch): Promise<WorkflowStanding | undefined> {
  const heard = new AbortController();
  const asked = workflowStanding(parts, batch).finally(() => heard.abort());
  const given = sleep(limits.lostWorkflowHearMs, unreachable('Temporal does not answer'), { signal: heard.signal });
  return await Promise.race([asked, given.catch(() => asked)]);
}

const unreachable = (why: string, fix = 'payrun doctor tries every connection'): WorkflowStanding => ({
  state: 'unreachable',
  trouble: { words: `Nobody can say whether it moves: ${why}`, fix },
});
