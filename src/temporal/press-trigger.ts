import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { PayrollRunResult } from '../workflows/payroll-run-result';
import { payrollScheduleId } from './payroll-schedule';

const pollMs = 200;

/**
 * Presses Trigger on a payroll's schedule, as a person does in the Temporal UI, and waits for the run that it starts. Undefined: `signal`
 * came before.
 */
export async function pressTrigger(client: Client, payroll: string, signal: AbortSignal): Promise<PayrollRunResult | undefined> {
  const handle = client.schedule.getHandle(payrollScheduleId(payroll));
  const pressedAt = Date.now();
  await handle.trigger('ALLOW_ALL');
  while (!signal.aborted) {
    const { info } = await handle.describe();
    const started = info.recentActions.find(({ takenAt }) => takenAt.getTime() >= pressedAt - pollMs);
    if (started !== undefined) {
      const { workflowId, firstExecutionRunId } = started.action.workflow;
      const run = client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId });
      return (await run.result()) as PayrollRunResult;
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
