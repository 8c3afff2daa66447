import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { type ControlAction, type ControlResult, declineWords } from '../domain/control';
import type { Parts } from '../parts/parts';
import { controlBatch } from '../store/controls/control-batch';
import { becauseOf, becauseOption } from './because-option';
import type { CommandContext, RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { confirmCancel } from './confirm-cancel';
import { countOf } from './count-of';
import { currentActor } from './current-actor';
import { type ExitCode, exitCodes } from './exit-codes';
import { findWantedBatch } from './find-wanted-batch';
import { startLost } from './lost-workflow/start-lost';
import { tellWorkflow } from './tell-workflow';
import { withParts } from './with-parts';

type Options = Readonly<{ because?: string; yes?: true }>;

type Words = Readonly<{ summary: string; about: string; done: string; already: string; notDone: string }>;

const words: Readonly<Record<ControlAction, Words>> = {
  pause: {
    summary: 'send nothing new of a batch',
    about: `Sends nothing new of a batch, in every worker, from the moment that the command
ends. Requests under way end, and what was sent is followed to its end.

Example:
  $ payrun pause --because "the bank called"`,
    done: 'is paused: nothing new is sent. Go on with: payrun resume',
    already: 'is paused already',
    notDone: 'cannot be paused',
  },
  resume: {
    summary: 'go on with a paused batch',
    about: `Goes on with a batch that was paused, or that stopped because too many of its
rows failed, or whose workflow Temporal does not have any more.

Example:
  $ payrun resume`,
    done: 'goes on',
    already: 'goes on already',
    notDone: 'cannot be resumed',
  },
  cancel: {
    summary: 'end a batch: what was not sent is never sent',
    about: `Ends a batch for good. Rows that were never sent end as not_attempted; rows that
were sent cannot be called back and are followed to their end. Asks to type the
batch's id, or takes --yes.

Example:
  $ payrun cancel salaries-94b97c04 --because "wrong month"`,
    done: 'is cancelled',
    already: 'is cancelled already',
    notDone: 'cannot be cancelled',
  },
};

function addControl(program: Command, run: RunCommand, action: ControlAction): void {
  const command = program
    .command(action)
    .summary(words[action].summary)
    .description(words[action].about)
    .argument('[batch]', "the batch's id; the latest one if absent")
    .addOption(becauseOption());
  if (action === 'cancel') command.option('--yes', 'do not ask');
  command.action((batchId: string | undefined, options: Options) =>
    run((context) => withParts(context, (parts) => control(context, parts, action, batchId, options))),
  );
}

export const addPauseCommand = (program: Command, run: RunCommand): void => addControl(program, run, 'pause');
export const addResumeCommand = (program: Command, run: RunCommand): void => addControl(program, run, 'resume');
export const addCancelCommand = (program: Command, run: RunCommand): void => addControl(program, run, 'cancel');

async function control(
  context: CommandContext,
  parts: Parts,
  action: ControlAction,
  wanted: string | undefined,
  { because, yes }: Options,
): Promise<ExitCode> {
  const why = becauseOf(because);
  const { db, accountId } = await parts.store();
  const batch = await findWantedBatch(db, accountId, wanted);
  if (action === 'cancel' && yes !== true) await confirmCancel(context, batch);
  const asked = { batchId: batch.id, action, actor: currentActor(), requestId: randomUUID(), ...why };
  const result = await controlBatch(db, accountId, asked);
  if (result === undefined) throw new Error('the batch was found and is gone');
  if (result.kind === 'declined') {
    if (result.reason === 'not_paused' && (await startLost(parts, batch))) {
      context.screen.result(
        { kind: 'control', action, batch: batch.id, result: 'started' },
        () => `Batch ${batch.id} goes on: Temporal had lost it.`,
      );
      return exitCodes.done;
    }
    throw new CommandFailed(exitCodes.refused, `batch ${batch.id} ${words[action].notDone}`, declineWords(result.reason));
  }
  // The database is what every sender asks: the workflow only has to look again. It may not have heard of what was done already.
  await tellWorkflow(context, parts, batch.id);
  context.screen.result({ kind: 'control', action, batch: batch.id, result: result.kind, ...endedRows(result) }, () =>
    describe(batch.id, action, result),
  );
  return exitCodes.done;
}

const endedRows = (result: ControlResult): object => (result.kind === 'done' ? { endedRows: result.endedRows } : {});

function describe(batchId: string, action: ControlAction, result: ControlResult): string {
  if (result.kind !== 'done') return `Batch ${batchId} ${words[action].already}.`;
  const { not_attempted: notAttempted = 0, rejected = 0 } = result.endedRows;
  const ended = [
    ...(notAttempted > 0 ? [`${countOf(notAttempted, 'row')} never sent`] : []),
    ...(rejected > 0 ? [`${countOf(rejected, 'row')} that made nothing at the gateway`] : []),
  ];
  const rows = ended.length > 0 ? ` Ended: ${ended.join(', ')}.` : '';
  return `Batch ${batchId} ${words[action].done}.${rows}`;
}
