import { limits } from '../../../domain/limits';
import type { Parts } from '../../../parts/parts';
import { accountMark } from '../../../store/account-mark';
import { accountIdentity } from '../../../store/accounts';
import { changePayroll } from '../../../store/payrolls/change-payroll';
import { madeUpPayrolls } from '../../../store/payrolls/made-up-payrolls';
import { appendPayrollAudit } from '../../../store/payrolls/payroll-audit';
import { listRuns } from '../../../store/payrolls/payroll-runs';
import { findRoster } from '../../../store/payrolls/rosters';
import { controlPayrollSchedule } from '../../../temporal/control-payroll-schedule';
import { savePayrollSchedule } from '../../../temporal/save-payroll-schedule';
import { scheduleOf } from '../../schedule/schedule-of';
import { demoPayroll } from './begin-demo';
import { ordinaryCalendar } from './demo-calendar';

/**
 * Ends every demonstration that is not ended: its schedule is paused, and its payroll goes by an ordinary calendar from then on. Returns
 * their names. The database comes last, so that one that is cut off here is found again.
 */
export async function restDemo(parts: Parts): Promise<readonly string[]> {
  const { db } = await parts.store();
  const found = await madeUpPayrolls(db);
  for (const payroll of found) {
    const { accountId, name, source, policy } = payroll;
    const { madeBy: actor } = demoPayroll;
    const { client } = await parts.temporal();
    const note = 'the demonstration is over';
    const calendar = ordinaryCalendar(await listRuns(db, accountId, name, limits.payrollRunsLookedThrough), new Date());
    const account = accountMark(await accountIdentity(db, accountId));
    await controlPayrollSchedule(client, { payroll: name, account }, 'pause', note);
    await savePayrollSchedule(client, scheduleOf({ name, calendar }, account), true);
    const rosterVersion = (await findRoster(db, { accountId, payroll: name }))?.version;
    const change = { payroll: { accountId, name, calendar, source, policy, actor }, roster: undefined, details: { madeUp: false } };
    await changePayroll(db, { payroll, rosterVersion }, change);
    await appendPayrollAudit(db, { accountId, payroll: name, action: 'payroll_pause', actor, why: note });
  }
  return found.map(({ name }) => name);
}
