import type { Parts } from '../../parts/parts';
import type { Payroll } from '../../store/payrolls/payroll';
import { unknownPayrollSchedules } from '../../temporal/unknown-payroll-schedules';
import type { PayrollTrouble } from './standing-trouble';

/**
 * Payrolls that Temporal asks for and this database does not know: one that was lost, or put back to a copy older than they are, pays nobody
 * of them, and no list of payrolls has them. None where Temporal is out of reach.
 */
export async function unknownPayrolls(parts: Parts, known: readonly Pick<Payroll, 'name'>[]): Promise<readonly PayrollTrouble[]> {
  const names = await scheduled(parts, new Set(known.map(({ name }) => name))).catch(() => []);
  const words = 'Temporal has a schedule of it, but this database does not know it, so nobody is paid';
  return names.map((payroll) => ({
    payroll,
    words,
    fix: `payrun schedule create ${payroll} makes it again, payrun schedule delete ${payroll} ends it`,
  }));
}

async function scheduled(parts: Parts, known: ReadonlySet<string>): Promise<readonly string[]> {
  const { client } = await parts.temporal();
  return await unknownPayrollSchedules(client, parts.accountMark, known);
}
