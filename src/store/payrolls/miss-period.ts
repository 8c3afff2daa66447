import type { PlainDate } from '../../domain/pay-calendar';
import type { Database } from '../database';
import { appendNotice } from '../notices/append-notice';
import type { Payroll } from './payroll';
import { missRun } from './payroll-runs';

/** A period that nobody will run by itself any more; no `payDate` where a person had named it. */
export type LostPeriod = Readonly<{ period: string; payDate: PlainDate | undefined; dueAt: Date }>;

/**
 * Notes that a period was missed, and tells of it. A run of it stays, but for one that has changed nothing since `stoppedBefore`. False: it
 * stays, or was noted before. Call it in a transaction.
 */
export async function missPeriod(
  queries: Pick<Database, 'query'>,
  { accountId, name }: Pick<Payroll, 'accountId' | 'name'>,
  { period, payDate, dueAt }: LostPeriod,
  stoppedBefore: Date,
): Promise<boolean> {
  if (!(await missRun(queries, { accountId, payroll: name, period, payDate, dueAt, stoppedBefore }))) return false;
  const details = { payroll: name, period, ...(payDate !== undefined && { payDate }) };
  await appendNotice(queries, { kind: 'payroll_missed', accountId, details });
  return true;
}
