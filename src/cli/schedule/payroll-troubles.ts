import type { Parts } from '../../parts/parts';
import { listPayrolls } from '../../store/payrolls/payrolls';
import { type PayrollTrouble, standingTrouble } from './standing-trouble';
import { temporalStanding } from './temporal-standing';
import { unknownPayrolls } from './unknown-payrolls';

/**
 * Payrolls of the account whose schedule Temporal does not have as it should be, or alone has: a server or a database that was lost comes back
 * without them, and nothing else would tell before a pay day. None is mended by itself, since somebody may have done it so that nobody is paid.
 */
export async function payrollTroubles(parts: Parts): Promise<Readonly<{ payrolls: number; troubles: readonly PayrollTrouble[] }>> {
  const { db, accountId } = await parts.store();
  const payrolls = await listPayrolls(db, accountId);
  const troubles: PayrollTrouble[] = [];
  for (const payroll of payrolls) {
    const trouble = standingTrouble(payroll.name, await temporalStanding(parts, payroll));
    if (trouble !== undefined) troubles.push({ payroll: payroll.name, ...trouble });
  }
  return { payrolls: payrolls.length, troubles: [...troubles, ...(await unknownPayrolls(parts, payrolls))] };
}
