import type { Database } from '../../store/database';
import type { Payroll } from '../../store/payrolls/payroll';
import { findPayroll } from '../../store/payrolls/payrolls';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';

/** @throws CommandFailed with exit code 2 when this account has no such payroll */
export async function findWantedPayroll(db: Database, accountId: bigint, name: string): Promise<Payroll> {
  const payroll = await findPayroll(db, accountId, name);
  if (payroll !== undefined) return payroll;
  throw new CommandFailed(exitCodes.refused, `there is no payroll ${name}`, undefined, 'payrun schedule list shows those of this account');
}
