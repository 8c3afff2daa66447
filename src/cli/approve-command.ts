import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import { approvalDeclineWords } from '../domain/approval';
import { isContentHashStart } from '../domain/content-hash-start';
import { limits } from '../domain/limits';
import type { Parts } from '../parts/parts';
import { changeOfBatch } from '../payroll/change-of-batch';
import { runChangeWords } from '../payroll/run-change-words';
import { type ApprovalResult, approveBatch } from '../store/approvals/approve-batch';
import { type AwaitedApproval, awaitedApproval } from '../store/approvals/awaited-approval';
import { refuseApproval } from '../store/approvals/end-unapproved';
import type { Batch } from '../store/batch';
import { awaitedDocument, renderAwaited } from './approval-view';
import { becauseOf, becauseOption } from './because-option';
import type { CommandContext, RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { confirmTotals } from './confirm-totals';
import { refuseConflicts } from './conflicts-view';
import { countOf } from './count-of';
import { currentActor } from './current-actor';
import { type ExitCode, exitCodes } from './exit-codes';
import { findWantedBatch } from './find-wanted-batch';
import { groupThousands } from './group-thousands';
import { tellWorkflow } from './tell-workflow';
import { withParts } from './with-parts';

type Options = Readonly<{ hash?: string; yes?: true; refuse?: true; because?: string }>;

const about = `Shows what a batch that waits for approval would pay, asks to type its total,
and lets it go: rows, totals, the largest payouts, rows that pay somebody twice,
rows that are left out, what a payroll changed since the period before, and the
hash of the file's content. With PAYRUN_APPROVAL=two it takes somebody who is
not the submitter. --refuse ends the batch: nothing of it is sent, and the same
file may be submitted again.

Example:
  $ payrun approve salaries-94b97c04
  $ payrun approve salaries-94b97c04 --refuse --because "last month's file"`;

const question = {
  todo: 'approve it',
  notDone: 'nothing was approved',
  hint: 'say --yes, or --hash with the hash of the content that you have seen',
};

export function addApproveCommand(program: Command, run: RunCommand): void {
  program
    .command('approve')
    .summary('let a batch that waits for approval go')
    .description(about)
    .argument('[batch]', "the batch's id; the latest one if absent")
    .option('--hash <hash>', 'approve only the content of this hash, and do not ask', hashOf)
    .option('--yes', 'do not ask')
    .option('--refuse', 'end the batch instead: nothing of it is sent')
    .addOption(becauseOption())
    .action((batchId: string | undefined, options: Options) =>
      run((context) => withParts(context, (parts) => decide(context, parts, batchId, options))),
    );
}

function hashOf(text: string): string {
  if (isContentHashStart(text)) return text;
  throw new InvalidArgumentError(`expected at least ${limits.approvalHashCharactersMin} characters of a content hash.`);
}

async function decide(context: CommandContext, parts: Parts, wanted: string | undefined, options: Options): Promise<ExitCode> {
  const why = becauseOf(options.because);
  const { db, accountId } = await parts.store();
  const batch = await findWantedBatch(db, accountId, wanted);
  const asked = { batchId: batch.id, actor: currentActor(), requestId: randomUUID(), ...why };
  if (options.refuse === true) {
    const refused = await refuseApproval(db, accountId, asked);
    if (refused === 'not_awaited') throw notApproved(batch, approvalDeclineWords(refused), 'refused');
    const words = refused === 'already' ? 'was refused already' : 'is refused: nothing of it is sent';
    return await done(context, parts, batch, refused, `Batch ${batch.id} ${words}.`);
  }
  const awaited = await awaitedApproval(db, batch);
  if (awaited !== undefined) {
    const changed = await changeOfBatch(db, batch.id);
    context.screen.say(renderAwaited(context.screen, batch, awaited, changed && runChangeWords(changed.change, groupThousands)));
    context.screen.event({ kind: 'awaited', batch: batch.id, ...awaitedDocument(awaited), ...changed });
  }
  const hash = await confirmedHash(context, batch, awaited, options);
  const seen = awaited && { seen: awaited.seen };
  const result = await approveBatch(db, accountId, { ...asked, ...seen, hash, isProved: true });
  if (result === undefined) throw new Error('the batch was found and is gone');
  return await tell(context, parts, batch, result);
}

/** What is approved by typing its totals, by naming its hash, or by --yes. Where nothing is awaited, the approval itself says why not. */
async function confirmedHash(
  context: CommandContext,
  batch: Batch,
  awaited: AwaitedApproval | undefined,
  { hash, yes }: Options,
): Promise<string> {
  if (hash === undefined && yes !== true && awaited !== undefined) await confirmTotals(context, awaited, question);
  return hash ?? batch.contentHash;
}

async function tell(context: CommandContext, parts: Parts, batch: Batch, result: ApprovalResult): Promise<ExitCode> {
  if (result.kind === 'conflicts') throw refuseConflicts(context, batch.fileName, { ...result, kind: 'refused' });
  if (result.kind === 'declined') throw notApproved(batch, approvalDeclineWords(result.reason), 'approved');
  if (result.kind === 'already') {
    return await done(context, parts, batch, 'already', `Batch ${batch.id} is approved already, by ${result.by}.`);
  }
  const skipped = result.skippedRows > 0 ? ` ${countOf(result.skippedRows, 'row')} skipped: another batch has paid them since.` : '';
  return await done(context, parts, batch, 'approved', `Batch ${batch.id} is approved, and goes on.${skipped}`);
}

async function done(context: CommandContext, parts: Parts, batch: Batch, result: string, words: string): Promise<ExitCode> {
  // Temporal may not have heard of it the first time.
  await tellWorkflow(context, parts, batch.id);
  context.screen.result({ kind: 'approval', batch: batch.id, result }, () => words);
  return exitCodes.done;
}

const notApproved = ({ id }: Batch, why: string, what: 'approved' | 'refused') =>
  new CommandFailed(exitCodes.refused, `batch ${id} cannot be ${what}`, why);
