import type { Parts } from '../../parts/parts';
import type { PayrollRun } from '../../store/payrolls/payroll';
import { findRun } from '../../store/payrolls/payroll-runs';
import { startPayrollRun } from '../../temporal/start-payroll-run';
import type { CommandContext } from '../command-context';
import { CommandFailed } from '../command-failed';
import { exitCodes } from '../exit-codes';
import { shownTime } from '../shown-time';
import { untilInterrupted } from '../until-interrupted';
import { warnWithoutWorker } from '../warn-without-worker';

export type HandRun = Parameters<typeof startPayrollRun>[1];

/**
 * Starts the run of a period and waits for its end: its batch is stored and started, or it is refused. The database says which.
 * @throws CommandFailed where it ended otherwise, or a person has stopped waiting
 */
export async function runByHand({ streams, screen }: CommandContext, parts: Parts, order: HandRun): Promise<PayrollRun> {
  const { payroll, period } = order;
  const { db, accountId } = await parts.store();
  const { client } = await parts.temporal();
  const handle = await startPayrollRun(client, order);
  await warnWithoutWorker({ streams, screen }, parts);
  const interruption = untilInterrupted(streams);
  const ended = handle.result().then(
    () => 'ended' as const,
    (error: unknown) => ({ error }),
  );
  const end = await Promise.race([ended, interruption.happened.then(() => 'stopped' as const)]);
  interruption.forget();
  const show = `payrun schedule show ${payroll}`;
  if (end === 'stopped') {
    throw new CommandFailed(exitCodes.interrupted, 'stopped watching; the run goes on', undefined, show);
  }
  const run = await findRun(db, { accountId, payroll, period });
  if (run?.state === 'paid_from' || run?.state === 'refused') return run;
  if (end === 'ended' && run?.details.awaits !== undefined) {
    const until = shownTime(new Date(String(run.details.until)));
    const waits = `its file is not there; the run that began by itself waits for it until ${until}`;
    const hint = `put ${run.details.awaits} into the folder: it is taken by itself`;
    throw new CommandFailed(exitCodes.refused, `period ${period} of ${payroll} is not run by hand, nothing was sent`, waits, hint);
  }
  const why = end === 'ended' ? 'the payroll was deleted meanwhile' : 'it was ended in Temporal, or failed there';
  const what = `the run of ${payroll} ${period} ended without a batch, nothing was sent`;
  throw new CommandFailed(exitCodes.failed, what, why, show, end === 'ended' ? {} : { cause: end.error });
}
