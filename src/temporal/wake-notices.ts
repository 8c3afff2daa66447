import type { Client } from '@temporalio/client';
import type { deliverNotices } from '../workflows';
import { wakeSignal } from '../workflows/messages';

/** Has the workflow that delivers an account's notices look at the outbox; starts it if it does not run. `queue`: the account's part of its id. */
export async function wakeNotices(client: Client, queue: string, taskQueue: string): Promise<void> {
  await client.workflow.signalWithStart<typeof deliverNotices, []>('deliverNotices', {
    workflowId: `notices/${queue}`,
    taskQueue,
    signal: wakeSignal,
    staticSummary: 'tells PAYRUN_NOTIFY_URL what happened',
  });
}
