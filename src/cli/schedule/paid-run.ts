import type { Parts } from '../../parts/parts';
import { findBatch } from '../../store/batches';
import type { Payroll, PayrollRun } from '../../store/payrolls/payroll';
import { findRun } from '../../store/payrolls/payroll-runs';
import { unsentPeriods } from '../../store/payrolls/unsent-periods';
import { startBatch } from '../../temporal/start-batch';
import type { CommandContext } from '../command-context';
import { shownTime } from '../shown-time';

/**
 * The run of a period that is paid, or on its way; says so. `undefined`: the period may be run. Its batch is started where Temporal has lost it.
 */
export async function paidRun(
  { screen }: CommandContext,
  parts: Parts,
  { accountId, name }: Payroll,
  period: string,
): Promise<PayrollRun | undefined> {
  const { db } = await parts.store();
  const run = await findRun(db, { accountId, payroll: name, period });
  if (run?.batchId === undefined || (await unsentPeriods(db, accountId, name)).has(period)) return undefined;
  const batch = await findBatch(db, run.batchId);
  const { client } = await parts.temporal();
  if (batch !== undefined && batch.state !== 'finished' && batch.state !== 'refused') await startBatch(client, batch);
  const when = shownTime(run.changedAt);
  screen.say(`Period ${period} of ${name} was run by ${run.askedBy} on ${when}, as batch ${run.batchId}; nothing is paid twice.`);
  screen.say(`To pay these people once more, give the run a name of its own: payrun schedule run ${name} --period ${period}-extra`);
  return run;
}
