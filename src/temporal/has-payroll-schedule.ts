import { type Client, ScheduleNotFoundError } from '@temporalio/client';
import { accountOfSchedule } from './account-of-schedule';
import type { PayrollOfAccount } from './control-payroll-schedule';
import { payrollScheduleHandle } from './payroll-schedule-handle';

/** Whether Temporal has a schedule that bears the mark of this account's payroll, whatever else has become of it. */
export async function hasPayrollSchedule(client: Client, { payroll, account }: PayrollOfAccount): Promise<boolean> {
  try {
    return accountOfSchedule(await payrollScheduleHandle(client, payroll).describe()) === account;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}
