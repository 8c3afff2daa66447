import type { Parts } from '../../parts/parts';
import { lastPayrollAction } from '../../store/payrolls/last-payroll-action';
import type { Payroll } from '../../store/payrolls/payroll';
import { savePayrollSchedule } from '../../temporal/payroll-schedule';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { scheduleOf } from './schedule-of';

/**
 * Gives Temporal the schedule of a payroll that the database has. True: Temporal had none.
 * @throws CommandFailed that says that the payroll is stored, and how to go on
 */
export async function saveSchedule(parts: Parts, payroll: Pick<Payroll, 'name' | 'calendar'>): Promise<boolean> {
  const { db, accountId } = await parts.store();
  try {
    const { client } = await parts.temporal();
    const among = ['payroll_create', 'payroll_pause', 'payroll_resume'] as const;
    const last = await lastPayrollAction(db, { accountId, payroll: payroll.name, among });
    return await savePayrollSchedule(client, scheduleOf(payroll), last === 'payroll_pause');
  } catch (cause) {
    const hint = `once Temporal answers: payrun schedule update ${payroll.name}`;
    const what = `payroll ${payroll.name} is stored, but Temporal does not have its schedule as it is now`;
    throw new CommandFailed(exitCodes.failed, what, 'Temporal did not take it', hint, { cause });
  }
}
