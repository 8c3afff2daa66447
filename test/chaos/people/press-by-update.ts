import { randomUUID } from 'node:crypto';
import { Client, Connection, WithStartWorkflowOperation, WorkflowUpdateFailedError } from '@temporalio/client';
import { WorkflowIdConflictPolicy } from '@temporalio/common';
import type { RetriedOutcome } from '../../../src/domain/retry';
import { batchWorkflowId } from '../../../src/temporal/start-batch';
import { mainTaskQueue } from '../../../src/workflows/task-queues';
import type { Trial } from '../trial';
import { type BatchAction, type Press, type Pressed, toldWords, type Word } from './press';

const patienceMs = 20_000;
const retried: readonly RetriedOutcome[] = ['failed', 'rejected', 'not_attempted'];

const messageOf = (trial: Trial, action: BatchAction, hash: string): Readonly<Record<string, unknown>> => {
  if (action === 'approve') return { hash };
  if (action === 'refuse') return { refuse: true };
  return action === 'retry' ? { outcome: trial.chance.oneOf(retried) } : {};
};

/** Of its two sends: whatever the one is told, the other may have found it done. */
function toldTogether(told: readonly Press['told'][]): Press['told'] {
  const order = ['done', 'found_done', 'unsaid', 'declined'] as const;
  return order.find((each) => told.includes(each)) ?? 'unsaid';
}

function toldBy(result: unknown): Press['told'] {
  const said = typeof result === 'object' && result !== null ? Object.values(result) : [result];
  if (said.includes('ended')) return 'declined';
  return said.includes('already') ? 'found_done' : 'done';
}

/** The update of the batch's workflow, which is started if it does not run, twice in one moment with the same update id. */
export async function pressByUpdate(trial: Trial, action: BatchAction, batchId: string, hash = ''): Promise<Press['told']> {
  return await updated(trial, action, batchId, messageOf(trial, action, hash));
}

/** The same for the update `resolve`. */
export async function sayByUpdate(trial: Trial, batchId: string, { line, as, despite }: Word): Promise<Press['told']> {
  return await updated(trial, 'resolve', batchId, { line, as, ...(despite && { despite }) });
}

async function updated(trial: Trial, action: Pressed, batchId: string, words: Readonly<Record<string, unknown>>): Promise<Press['told']> {
  const why = trial.nextReason();
  const beginMs = Date.now();
  const [updateId, name] = [randomUUID(), action === 'refuse' ? 'approve' : action];
  const message = { ...words, by: 'somebody', because: why };
  const send = async (client: Client): Promise<Press['told']> => {
    const startWorkflowOperation = new WithStartWorkflowOperation('payBatch', {
      workflowId: batchWorkflowId(batchId),
      taskQueue: mainTaskQueue,
      args: [{ batchId }],
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    });
    const asked = client.workflow.executeUpdateWithStart(name, { updateId, args: [message], startWorkflowOperation });
    return await asked.then(toldBy, (error: unknown) => (error instanceof WorkflowUpdateFailedError ? 'declined' : 'unsaid'));
  };
  const both = await withClient(trial, (client) => Promise.all([send(client), send(client)])).catch((): Press['told'][] => ['unsaid']);
  const told = toldTogether(both);
  trial.count(`people: ${action} by an update twice, ${toldWords[told]}`);
  trial.presses.push({ why, batchId, action, beginMs, endMs: Date.now(), told });
  return told;
}

async function withClient<Result>(trial: Trial, work: (client: Client) => Promise<Result>): Promise<Result> {
  const connection = await Connection.connect({ address: trial.world.temporal.address });
  try {
    return await connection.withDeadline(Date.now() + patienceMs, () => work(new Client({ connection })));
  } finally {
    await connection.close();
  }
}
