import { readdir } from 'node:fs/promises';
import { periodOfInboxFile } from '../../domain/inbox-file-name';
import { limits } from '../../domain/limits';
import type { Database } from '../../store/database';
import type { Payroll, PayrollSource } from '../../store/payrolls/payroll';
import { findRun } from '../../store/payrolls/payroll-runs';
import { tellLeftFile } from './tell-left-file';

type Inbox = Extract<PayrollSource, { kind: 'inbox' }>;

/** Tells of files in a folder that came after their period had been run: a second one, or one that came too late. Returns the periods. */
export async function tellLeftFiles(
  db: Pick<Database, 'query'>,
  payroll: Payroll,
  { folder, pattern }: Inbox,
  butNotOf: readonly string[],
): Promise<readonly string[]> {
  const left: string[] = [];
  for (const name of (await readdir(folder)).sort()) {
    if (left.length === limits.inboxLeftToldMax) break;
    const period = periodOfInboxFile(pattern, name);
    if (period === undefined || butNotOf.includes(period)) continue;
    const run = await findRun(db, { accountId: payroll.accountId, payroll: payroll.name, period });
    // A period that has not come yet waits for its file, and one that runs is about to take it.
    if (!run || run.state === 'running' || run.dueAt > new Date()) continue;
    // Picked up, and about to be put away.
    if (run.pickup !== undefined && run.pickup.movedTo === undefined) continue;
    await tellLeftFile(db, payroll, run, { folder, name });
    left.push(run.period);
  }
  return left;
}
