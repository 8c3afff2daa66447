import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { sendAllAgain, sendUntilTaken } from '../send-file';
import type { Trial } from '../trial';
import type { Blow } from './blow';

async function withClient<Result>(trial: Trial, work: (client: Client) => Promise<Result>): Promise<Result> {
  const connection = await Connection.connect({ address: trial.world.temporal.address });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

/** Ids of the batches' own workflows. */
async function batchWorkflows(client: Client, status: 'Running' | 'Completed'): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = 'payBatch' and ExecutionStatus = '${status}'` })) {
    found.push(workflowId);
  }
  return found.sort();
}

async function sendAgain(trial: Trial, workflowId: string): Promise<void> {
  const file = trial.files.find(({ batchId }) => workflowId === `batch/${batchId}`);
  if (file !== undefined) await trial.alone(() => sendUntilTaken(trial, file.path, file.args));
}

/** As somebody does in the Temporal UI; its pages go on for as long as Temporal lets them. Then the file is sent again. */
async function terminate(trial: Trial): Promise<void> {
  const workflowId = await withClient(trial, async (client) => {
    const running = await batchWorkflows(client, 'Running');
    if (running.length === 0) return undefined;
    const chosen = trial.chance.oneOf(running);
    await client.workflow.getHandle(chosen).terminate('a person pressed Terminate');
    return chosen;
  });
  if (workflowId === undefined) return;
  trial.count('workflow terminated and the file sent again');
  trial.beside(sendAgain(trial, workflowId));
}

/** Back to its first task: everything that it did is done again, by the database. */
async function reset(trial: Trial): Promise<void> {
  await withClient(trial, async (client) => {
    const running = await batchWorkflows(client, 'Running');
    if (running.length === 0) return;
    const workflowId = trial.chance.oneOf(running);
    const { workflowExecutionInfo } = (await client.workflow.getHandle(workflowId).describe()).raw;
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    const first = events?.find(({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes != null);
    if (first?.eventId == null) return;
    await client.workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId, runId: workflowExecutionInfo?.execution?.runId ?? '' },
      reason: 'a person pressed Reset',
      requestId: randomUUID(),
      workflowTaskFinishEventId: first.eventId,
    });
    trial.count('workflow reset to its first task');
  });
}

/** The server forgets a batch that has ended, as it does when its retention is over; then the same file is sent again. */
async function outliveRetention(trial: Trial): Promise<void> {
  const workflowId = await withClient(trial, async (client) => {
    const ended = await batchWorkflows(client, 'Completed');
    if (ended.length === 0) return undefined;
    const chosen = trial.chance.oneOf(ended);
    await client.workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution: { workflowId: chosen } });
    return chosen;
  });
  if (workflowId === undefined) return;
  trial.count('ended batch forgotten by Temporal, and the file sent again');
  trial.beside(sendAgain(trial, workflowId));
}

/** All of Temporal's data is gone; our database is kept. Then every file is sent again. */
async function emptyTemporal(trial: Trial): Promise<void> {
  trial.count("Temporal's data deleted");
  const { dataDir } = trial.world;
  await trial.world.killTemporal();
  for (const name of readdirSync(dataDir).filter((each) => each.startsWith('temporal.db'))) rmSync(join(dataDir, name));
  await trial.world.startTemporal();
  trial.beside(trial.alone(() => sendAllAgain(trial)));
}

export const workflowBlows: readonly Blow[] = [
  { weight: 4, fall: terminate },
  { weight: 4, fall: reset },
  { weight: 3, fall: outliveRetention },
  { weight: 1.5, fall: emptyTemporal },
];
