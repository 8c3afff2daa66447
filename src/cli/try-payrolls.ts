import type { Parts } from '../parts/parts';
import type { Finding } from './connection-finding';
import { countOf } from './count-of';
import { payrollTroubles } from './schedule/payroll-troubles';

/** Whether Temporal has the schedule of each payroll as it should be. Nothing where there is no payroll. */
export async function tryPayrolls(parts: Parts): Promise<readonly Finding[]> {
  const { payrolls, troubles } = await payrollTroubles(parts);
  if (troubles.length > 0) return troubles.map(({ payroll, ...trouble }) => ({ name: `payroll ${payroll}`, ok: false, ...trouble }));
  if (payrolls === 0) return [];
  return [{ name: 'payrolls', ok: true, words: `${countOf(payrolls, 'schedule')} in Temporal, as wanted` }];
}
