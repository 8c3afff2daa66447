import { type Client, ScheduleAlreadyRunning } from '@temporalio/client';
import { isOfOtherAccount } from './account-of-schedule';
import { isScheduleAsWanted } from './is-schedule-as-wanted';
import { type PayrollSchedule, payrollScheduleId, payrollScheduleOptions } from './payroll-schedule';
import { payrollScheduleHandle } from './payroll-schedule-handle';

/** `made`: there was none. `mended`: the one that was there was to do something else. `other_account`: it is not ours, and was left as it is. */
export type ScheduleSaved = 'made' | 'mended' | 'unchanged' | 'other_account';

/** Makes the schedule of a payroll, or makes the one that is there what it should be; one that is paused stays so, with its note. */
export async function savePayrollSchedule(client: Client, schedule: PayrollSchedule, isPausedIfNew = false): Promise<ScheduleSaved> {
  const options = payrollScheduleOptions(schedule);
  try {
    await client.schedule.create({ ...options, scheduleId: payrollScheduleId(schedule.payroll), state: { paused: isPausedIfNew } });
    return 'made';
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
  const handle = payrollScheduleHandle(client, schedule.payroll);
  const found = await handle.describe();
  if (isOfOtherAccount(found, schedule.account)) return 'other_account';
  // Of its state nothing but this: a number of actions that are left is no part of what was made.
  await handle.update(({ state: { paused, note } }) => ({ ...options, state: { paused, ...(note !== undefined && { note }) } }));
  return isScheduleAsWanted(found, schedule) ? 'unchanged' : 'mended';
}
