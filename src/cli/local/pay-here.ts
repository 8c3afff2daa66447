import { resolve } from 'node:path';
import { isOver } from '../../domain/is-over';
import { limits } from '../../domain/limits';
import type { Parts } from '../../parts/parts';
import { batchFacts } from '../batch-document';
import type { CommandContext } from '../command-context';
import { countOf } from '../count-of';
import { describeSubmitted } from '../describe-submitted';
import type { ExitCode } from '../exit-codes';
import { showEnd } from '../follow-batch';
import { formArguments } from '../form-options';
import type { BatchLook } from '../look-at-batch';
import { shownArgument } from '../shown-argument';
import { submitFile } from '../submit-file';
import { watchBatch } from '../watch-batch';
import { workflowUrl } from '../workflow-url';
import { writeReportFile } from '../write-report-file';
import type { LocalTask } from './local-task';

type Payment = Readonly<{
  task: Extract<LocalTask, { kind: 'pay' }>;
  report: string | undefined;
  endsWithBatch: boolean;
  signal: AbortSignal;
}>;

/** Pays a file, shows its progress, its report's summary and where Temporal shows it. Undefined: `signal` came before its end. */
export async function payHere(context: CommandContext, parts: Parts, payment: Payment): Promise<ExitCode | undefined> {
  const { task, report, endsWithBatch, signal } = payment;
  const { screen, streams } = context;
  const submitted = await submitFile(context, parts, { ...task.submission, signal });
  const { batch, isAttached } = submitted;
  const file = task.isExample ? '' : ` ${shownArgument(task.shownFile)}${formArguments(task.submission.form)}`;
  screen.say(describeSubmitted(submitted, `npm start --${file} --period 2026-12`));
  const url = workflowUrl(parts.places, batch.id);
  if (url !== undefined && batch.state !== 'finished') screen.say(`In the Temporal UI: ${url}`);
  screen.event({ kind: 'submitted', attached: isAttached, ...batchFacts(batch), ...(url === undefined ? {} : { url }) });

  const { db } = await parts.store();
  const watch = { deadlineMs: parts.settings.settlementDeadlineMs, signal, ...(endsWithBatch && { alsoTell: longWaitTeller() }) };
  const ended = batch.state === 'finished' ? batch : await watchBatch(context, db, batch.id, watch);
  if (ended === undefined || !isOver(ended.state)) return undefined;
  const exitCode = await showEnd(screen, db, ended);
  if (report !== undefined) {
    await writeReportFile(db, ended, resolve(streams.workingFolder, report));
    screen.say(`The report is in ${report}.`);
  } else screen.say('The whole report, a line for each row: npx payrun report');
  if (url !== undefined) screen.say(`In the Temporal UI: ${url}`);
  return exitCode;
}

/** Somebody waits for the end: after a while they are told what is open, and how to have it sooner. */
function longWaitTeller(): (look: BatchLook) => string | undefined {
  let tellAtMs = Date.now() + limits.longWaitTellMs;
  return ({ counts: { open } }) => {
    if (Date.now() < tellAtMs || open === 0) return undefined;
    tellAtMs = Date.now() + limits.longWaitTellAgainMs;
    return (
      `${countOf(open, 'row')} still open: the gateway has not ended ${open === 1 ? 'it' : 'them'}. To end sooner, press Ctrl-C: nothing is lost,\n` +
      'and npm start goes on. PAYRUN_SETTLEMENT_DEADLINE says after how long the report calls a row unknown.'
    );
  };
}
