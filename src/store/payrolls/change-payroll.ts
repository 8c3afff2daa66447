import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../database';
import { lockClaims } from '../lock-claims';
import { type LostPeriod, missPeriod } from './miss-period';
import type { Payroll } from './payroll';
import { appendPayrollAudit } from './payroll-audit';
import { findPayroll, type NewPayroll, savePayroll } from './payrolls';
import { findRoster, type NewRoster, storeRoster } from './rosters';

/** The payroll, and the version of its roster, that somebody has seen and changes. */
export type SeenPayroll = Readonly<{ payroll: Payroll; rosterVersion: number | undefined }>;

/** What is due and unpaid by the calendar that was seen. `stoppedBefore`: a run that has changed nothing since then does not pay it. */
type DuePeriods = Readonly<{ periods: readonly LostPeriod[]; stoppedBefore: Date }>;

/**
 * Changes a payroll, and stores its next roster if one is given, with the audit line. Periods that have begun keep the roster that they
 * began with; what was due, and is before the time that counts now, is missed. False: it is no longer what was seen, and nothing has changed.
 */
export async function changePayroll(
  db: Pick<Database, 'transaction'>,
  seen: SeenPayroll,
  change: Readonly<{
    payroll: NewPayroll;
    roster: NewRoster | undefined;
    details: Readonly<Record<string, unknown>>;
    why?: string;
    due?: DuePeriods;
  }>,
): Promise<boolean> {
  const { payroll, roster, details, why, due } = change;
  const { accountId, name, actor } = payroll;
  return await db.transaction(async (queries) => {
    await lockClaims(queries, accountId);
    const found = await findPayroll(queries, accountId, name);
    const newest = await findRoster(queries, { accountId, payroll: name });
    if (!isDeepStrictEqual(found, seen.payroll) || newest?.version !== seen.rosterVersion) return false;
    await savePayroll(queries, payroll);
    if (due !== undefined) await missUncounted(queries, payroll, due);
    const version = roster && (await storeRoster(queries, roster.keys, { accountId, payroll: name }, roster.facts, roster.bytes));
    const told = { ...(version !== undefined && { roster: version }), ...details };
    const because = why === undefined ? {} : { why };
    await appendPayrollAudit(queries, { accountId, payroll: name, action: 'payroll_update', actor, ...because, details: told });
    return true;
  });
}

/** Nobody looks before the time that counts: what is due there would be told of never again. */
async function missUncounted(
  queries: Pick<Database, 'query'>,
  { accountId, name }: NewPayroll,
  { periods, stoppedBefore }: DuePeriods,
): Promise<void> {
  const saved = await findPayroll(queries, accountId, name);
  for (const period of periods) {
    if (saved !== undefined && period.dueAt <= saved.countsFrom) await missPeriod(queries, saved, period, stoppedBefore);
  }
}
