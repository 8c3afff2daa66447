import type { Parts } from '../../parts/parts';
import type { Payroll } from '../../store/payrolls/payroll';
import { describePayrollSchedule } from '../../temporal/describe-payroll-schedule';
import { leftToOtherAccount } from './left-to-other-account';
import { scheduleOf } from './schedule-of';

/** @throws CommandFailed with exit code 2 where the name is another account's in Temporal: nothing may be stored under it then */
export async function requireOwnSchedule(parts: Parts, payroll: Pick<Payroll, 'name' | 'calendar'>): Promise<void> {
  const { client } = await parts.temporal();
  const found = await describePayrollSchedule(client, scheduleOf(payroll, parts.accountMark));
  if (found === 'other_account') throw leftToOtherAccount(payroll.name);
}
