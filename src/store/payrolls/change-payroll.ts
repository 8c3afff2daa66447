import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../database';
import { lockClaims } from '../lock-claims';
import type { Payroll } from './payroll';
import { appendPayrollAudit } from './payroll-audit';
import { findPayroll, type NewPayroll, savePayroll } from './payrolls';
import { findRoster, type NewRoster, storeRoster } from './rosters';

/** The payroll, and the version of its roster, that somebody has seen and changes. */
export type SeenPayroll = Readonly<{ payroll: Payroll; rosterVersion: number | undefined }>;

/**
 * Changes a payroll, and stores its next roster if one is given, with the audit line. Periods that have begun keep the roster that they
 * began with. False: it is no longer what was seen, and nothing has changed.
 */
export async function changePayroll(
  db: Pick<Database, 'transaction'>,
  seen: SeenPayroll,
  change: Readonly<{ payroll: NewPayroll; roster: NewRoster | undefined; details: Readonly<Record<string, unknown>>; why?: string }>,
): Promise<boolean> {
  const { payroll, roster, details, why } = change;
  const { accountId, name, actor } = payroll;
  return await db.transaction(async (queries) => {
    await lockClaims(queries, accountId);
    const found = await findPayroll(queries, accountId, name);
    const newest = await findRoster(queries, { accountId, payroll: name });
    if (!isDeepStrictEqual(found, seen.payroll) || newest?.version !== seen.rosterVersion) return false;
    await savePayroll(queries, payroll);
    const version = roster && (await storeRoster(queries, roster.keys, { accountId, payroll: name }, roster.facts, roster.bytes));
    const told = { ...(version !== undefined && { roster: version }), ...details };
    const because = why === undefined ? {} : { why };
    await appendPayrollAudit(queries, { accountId, payroll: name, action: 'payroll_update', actor, ...because, details: told });
    return true;
  });
}
