import type { Client, WorkflowHandle } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/common';
import type { runPayroll } from '../workflows';
import type { PayrollInput } from '../workflows/inputs';
import { periodKey, scheduleKey } from '../workflows/search-attributes';
import { mainTaskQueue } from '../workflows/task-queues';
import { payrollScheduleId } from './payroll-schedule';

type ByHand = Pick<PayrollInput, 'payroll' | 'duplicates' | 'contentHash'> & Readonly<{ period: string; askedBy: string; account: string }>;

export const payrollRunId = (payroll: string, period: string): string => `${payrollScheduleId(payroll)}/${period}`;

/**
 * Starts the run of one period that a person has asked for, or finds it running. The database says whether there is anything to pay.
 * `other_account`: the run of this id is of another account's payroll, and nothing was started.
 */
export async function startPayrollRun(
  client: Client,
  { payroll, period, askedBy, duplicates, contentHash, account }: ByHand,
): Promise<WorkflowHandle<typeof runPayroll> | 'other_account'> {
  const handle = await client.workflow.start<typeof runPayroll>('runPayroll', {
    workflowId: payrollRunId(payroll, period),
    taskQueue: mainTaskQueue,
    args: [
      {
        payroll,
        period,
        askedBy,
        account,
        ...(duplicates !== undefined && { duplicates }),
        ...(contentHash !== undefined && { contentHash }),
      },
    ],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    staticSummary: `${payroll} · ${period} · by hand`,
    typedSearchAttributes: [
      { key: scheduleKey, value: payroll },
      { key: periodKey, value: period },
    ],
    memo: { account },
  });
  // One that was found running may have been started by anybody of this namespace.
  const { memo } = await handle.describe();
  return memo?.account === undefined || memo.account === account ? handle : 'other_account';
}
