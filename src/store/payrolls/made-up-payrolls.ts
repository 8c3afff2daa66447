import type { Database } from '../database';
import type { Payroll } from './payroll';
import { findPayroll } from './payrolls';

const selectSql = `
  select account_id as "accountId", name from payrolls
  where deleted_at is null and calendar->'madeUp' is not null order by account_id, name`;

/** Payrolls of any account that go by made-up time: demonstrations that run, or that were cut off. */
export async function madeUpPayrolls(db: Pick<Database, 'query'>): Promise<readonly Payroll[]> {
  const found = await db.query<{ accountId: bigint; name: string }>(selectSql, []);
  const payrolls = await Promise.all(found.map(({ accountId, name }) => findPayroll(db, accountId, name)));
  return payrolls.filter((payroll) => payroll !== undefined);
}
