import type { Client } from '@temporalio/client';
import { hasPayrollSchedule } from './has-payroll-schedule';
import { payrollScheduleId } from './payroll-schedule';

const stem = payrollScheduleId('');

/** Payrolls that Temporal has a schedule of for this account, but for those that are `known`. */
export async function unknownPayrollSchedules(client: Client, account: string, known: ReadonlySet<string>): Promise<readonly string[]> {
  const unknown: string[] = [];
  for await (const { scheduleId } of client.schedule.list()) {
    const payroll = scheduleId.slice(stem.length);
    if (scheduleId.startsWith(stem) && !known.has(payroll) && (await hasPayrollSchedule(client, { payroll, account })))
      unknown.push(payroll);
  }
  return unknown.sort();
}
