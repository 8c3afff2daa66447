import type { Database } from '../database';
import { lockClaims } from '../lock-claims';
import { appendPayrollAudit } from './payroll-audit';
import { findPayroll, type NewPayroll, savePayroll } from './payrolls';
import { type NewRoster, storeRoster } from './rosters';

/**
 * Makes a payroll with its first roster, if it pays from one, and its audit line: all of it or nothing. False: there is one of this name, and
 * nothing has changed.
 */
export async function createPayroll(
  db: Pick<Database, 'transaction'>,
  payroll: NewPayroll,
  roster: NewRoster | undefined,
  details: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { accountId, name, actor } = payroll;
  return await db.transaction(async (queries) => {
    // A name that is not there has no row to lock; two that make it at once go one after the other.
    await lockClaims(queries, accountId);
    if ((await findPayroll(queries, accountId, name)) !== undefined) return false;
    await savePayroll(queries, payroll);
    const version = roster && (await storeRoster(queries, roster.keys, { accountId, payroll: name }, roster.facts, roster.bytes));
    const told = { ...(version !== undefined && { roster: version }), ...details };
    await appendPayrollAudit(queries, { accountId, payroll: name, action: 'payroll_create', actor, details: told });
    return true;
  });
}
