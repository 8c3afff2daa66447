import type { Parts } from '../../parts/parts';
import { lastPayrollAction } from '../../store/payrolls/last-payroll-action';
import type { Payroll } from '../../store/payrolls/payroll';
import { type ScheduleSaved, savePayrollSchedule } from '../../temporal/save-payroll-schedule';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { leftToOtherAccount } from './left-to-other-account';
import { scheduleOf } from './schedule-of';

/**
 * Gives Temporal the schedule of a payroll that the database has, and tells what it had.
 * @throws CommandFailed that says that the payroll is stored, and how to go on
 */
export async function saveSchedule(
  parts: Parts,
  payroll: Pick<Payroll, 'name' | 'calendar'>,
): Promise<Exclude<ScheduleSaved, 'other_account'>> {
  const { db, accountId } = await parts.store();
  try {
    const { client } = await parts.temporal();
    const among = ['payroll_create', 'payroll_pause', 'payroll_resume'] as const;
    const last = await lastPayrollAction(db, { accountId, payroll: payroll.name, among });
    const saved = await savePayrollSchedule(client, scheduleOf(payroll, parts.accountMark), last === 'payroll_pause');
    if (saved === 'other_account') throw leftToOtherAccount(payroll.name);
    return saved;
  } catch (cause) {
    if (cause instanceof CommandFailed) throw cause;
    const hint = `once Temporal answers: payrun schedule update ${payroll.name}`;
    const what = `payroll ${payroll.name} is stored, but Temporal does not have its schedule as it is now`;
    throw new CommandFailed(exitCodes.failed, what, 'Temporal did not take it', hint, { cause });
  }
}
