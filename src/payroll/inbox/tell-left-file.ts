import { join } from 'node:path';
import type { Database } from '../../store/database';
import { appendNotice } from '../../store/notices/append-notice';
import type { Payroll, PayrollRun, Pickup } from '../../store/payrolls/payroll';
import { lstatOf } from './lies-there';

/**
 * Tells that a file lies in the folder which nobody is going to pay: its period has been run. Once for each file, however often it is seen.
 */
export async function tellLeftFile(
  db: Pick<Database, 'query'>,
  { accountId, name: payroll }: Payroll,
  { period, state }: Pick<PayrollRun, 'period' | 'state'>,
  { folder, name }: Pick<Pickup, 'folder' | 'name'>,
): Promise<void> {
  const found = await lstatOf(join(folder, name));
  if (found === undefined) return;
  const once = `payroll-file-left/${payroll}/${period}/${state}/${found.size}-${found.mtimeMs}`;
  const details = { payroll, period, run: state };
  await appendNotice(db, { kind: 'payroll_file_left', accountId, details, once });
}
