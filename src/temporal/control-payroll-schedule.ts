import { type Client, type ScheduleDescription, type ScheduleHandle, ScheduleNotFoundError } from '@temporalio/client';
import { isOfOtherAccount } from './account-of-schedule';
import type { PayrollSchedule } from './payroll-schedule';
import { payrollScheduleHandle } from './payroll-schedule-handle';

/** `absent`: Temporal has no such schedule. `other_account`: it is not ours, and was left as it is. `already`: nothing had to be done. */
export type ScheduleControlResult = 'done' | 'already' | 'absent' | 'other_account';

/** Whose schedule it is: an account's payroll. */
export type PayrollOfAccount = Pick<PayrollSchedule, 'payroll' | 'account'>;

/** Holds the schedule of a payroll, or lets it go on. `note`: who and why, for whoever looks at it in the Temporal UI. */
export async function controlPayrollSchedule(
  client: Client,
  payroll: PayrollOfAccount,
  action: 'pause' | 'resume',
  note: string,
): Promise<ScheduleControlResult> {
  return await onSchedule(client, payroll, async (handle, { state }) => {
    if (state.paused === (action === 'pause')) return 'already';
    if (action === 'pause') await handle.pause(note);
    else await handle.unpause(note);
    return 'done';
  });
}

/** Takes the schedule of a payroll away; runs that it has started go on. */
export async function deletePayrollSchedule(client: Client, payroll: PayrollOfAccount): Promise<ScheduleControlResult> {
  return await onSchedule(client, payroll, async (handle) => {
    await handle.delete();
    return 'done';
  });
}

async function onSchedule(
  client: Client,
  { payroll, account }: PayrollOfAccount,
  work: (handle: ScheduleHandle, found: ScheduleDescription) => Promise<ScheduleControlResult>,
): Promise<ScheduleControlResult> {
  try {
    const handle = payrollScheduleHandle(client, payroll);
    const found = await handle.describe();
    return isOfOtherAccount(found, account) ? 'other_account' : await work(handle, found);
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return 'absent';
    throw error;
  }
}
