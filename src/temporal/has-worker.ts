import type { Connection } from '@temporalio/client';
import { mainTaskQueue } from '../workflows/task-queues';

/** Workflow tasks, in the words of the server's API. */
const workflowTasks = 1;

/** Whether a worker has asked for Payrun's work in the last minutes. Without one a batch waits, and looks as if it were stuck. */
export async function hasWorker(connection: Connection, namespace: string): Promise<boolean> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: mainTaskQueue },
    taskQueueType: workflowTasks,
  });
  return (pollers ?? []).length > 0;
}
