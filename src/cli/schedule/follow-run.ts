import type { Parts } from '../../parts/parts';
import { findBatch } from '../../store/batches';
import type { PayrollRun } from '../../store/payrolls/payroll';
import { batchFacts } from '../batch-document';
import type { CommandContext } from '../command-context';
import { type ExitCode, exitCodes } from '../exit-codes';
import { followBatch } from '../follow-batch';
import { refuseRun } from './refuse-run';

/** Goes on from a run to its batch: watches it to its end, unless nobody wants to. @throws CommandFailed where the run was refused */
export async function followRun(context: CommandContext, parts: Parts, run: PayrollRun, watches: boolean): Promise<ExitCode> {
  const { screen } = context;
  const { db } = await parts.store();
  const batch = run.batchId === undefined ? undefined : await findBatch(db, run.batchId);
  if (batch === undefined) throw refuseRun(screen, run);
  const document = { kind: 'schedule_run', payroll: run.payroll, run: run.state, details: run.details, ...batchFacts(batch) };
  if (!watches) {
    screen.result(document, () => batch.id);
    return exitCodes.done;
  }
  screen.say(`Period ${run.period} of ${run.payroll} is paid by batch ${batch.id}.`);
  screen.event(document);
  return await followBatch(context, parts, batch);
}
