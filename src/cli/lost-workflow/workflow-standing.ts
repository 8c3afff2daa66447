import { setTimeout as sleep } from 'node:timers/promises';
import { limits } from '../../domain/limits';
import { OutOfReach } from '../../domain/out-of-reach';
import type { Parts } from '../../parts/parts';
import type { Batch } from '../../store/batch';
import { isLost, isOpen } from './lost-batches';
import { lostSentence } from './lost-words';

/** Whether anything moves an open batch, as Temporal says; the words are there where something is wrong. */
export type WorkflowStanding = Readonly<{ state: 'running' | 'gone' | 'unreachable'; words?: string }>;

/** Asks Temporal, and takes no for an answer: what the database knows is shown all the same. `undefined`: the batch is over. */
export async function workflowStanding(parts: Parts, batch: Batch): Promise<WorkflowStanding | undefined> {
  if (!isOpen(batch)) return undefined;
  try {
    const { db } = await parts.store();
    const { client } = await parts.temporal();
    return (await isLost(client, db, batch.id)) ? { state: 'gone', words: await lostSentence(db, batch.id) } : { state: 'running' };
  } catch (error) {
    return unreachable(error instanceof OutOfReach ? `${error.what}; ${error.fix}` : `Temporal is out of reach; ${askDoctor}`);
  }
}

/** The same for whoever wants to see what the database knows, on a day on which Temporal may not answer. */
export async function workflowStandingSoon(parts: Parts, batch: Batch): Promise<WorkflowStanding | undefined> {
  const heard = new AbortController();
  const asked = workflowStanding(parts, batch).finally(() => heard.abort());
  const given = sleep(limits.lostWorkflowHearMs, unreachable(`Temporal does not answer; ${askDoctor}`), { signal: heard.signal });
  return await Promise.race([asked, given.catch(() => asked)]);
}

const askDoctor = 'payrun doctor tries every connection';

const unreachable = (why: string): WorkflowStanding => ({ state: 'unreachable', words: `Nobody can say whether it moves: ${why}.` });
