import type { Database } from '../store/database';
import { appendNotice } from '../store/notices/append-notice';
import { lastPayrollAction } from '../store/payrolls/last-payroll-action';

/**
 * Tells once a day of a payroll that Temporal's schedule asks for and the database does not know, as after it was lost: nobody of it is paid.
 * Of one that somebody has deleted there is nothing to tell.
 */
export async function tellUnknownPayroll(
  db: Pick<Database, 'query'>,
  { accountId, payroll, scheduledAt }: Readonly<{ accountId: bigint; payroll: string; scheduledAt: Date }>,
): Promise<void> {
  const last = await lastPayrollAction(db, { accountId, payroll, among: ['payroll_create', 'payroll_delete'] });
  if (last === 'payroll_delete') return;
  const once = `payroll-unknown/${payroll}/${scheduledAt.toISOString().slice(0, 10)}`;
  await appendNotice(db, { kind: 'payroll_unknown', accountId, details: { payroll }, once });
}
