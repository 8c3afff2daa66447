import type { Database } from '../database';
import { unsent } from './payroll-runs';

const unsentSql = `
  select period from payroll_runs where account_id = $1 and payroll = $2 and state = 'paid_from' and ${unsent}`;

/** Periods that were run and whose batch has ended with nothing sent: a person may run them again. */
export async function unsentPeriods(db: Pick<Database, 'query'>, accountId: bigint, payroll: string): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ period: string }>(unsentSql, [accountId, payroll]);
  return new Set(rows.map(({ period }) => period));
}
