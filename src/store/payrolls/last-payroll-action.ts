import type { Database } from '../database';
import type { PayrollAction } from './payroll-audit';

const lastSql = `
  select action from audit
  where batch_id is null and details->>'payroll' = $2 and details->>'account' = $1::text and action = any($3::text[])
  order by id desc limit 1`;

/**
 * Which of these actions was done last to a payroll of this account; `undefined`: none. So a schedule that Temporal has lost is made anew as
 * it was, and one that outlived its payroll is known.
 */
export async function lastPayrollAction<Action extends PayrollAction>(
  db: Pick<Database, 'query'>,
  { accountId, payroll, among }: Readonly<{ accountId: bigint; payroll: string; among: readonly Action[] }>,
): Promise<Action | undefined> {
  return (await db.query<{ action: Action }>(lastSql, [accountId.toString(), payroll, among]))[0]?.action;
}
