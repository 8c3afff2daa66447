import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { askEnds } from '../asking/ask-ends';
import { afterAsking, performRetry, planRetry, type RetryOrder, type RetryPlan } from '../asking/retry-batch';
import { limits } from '../domain/limits';
import { parseLineRanges } from '../domain/line-ranges';
import { type BatchDecline, batchDeclineWords, type DeclinedRow, type RetriedOutcome, retriedOutcomes } from '../domain/retry';
import { sumByCurrency } from '../domain/sum-by-currency';
import type { Parts } from '../parts/parts';
import type { RetryResult } from '../store/retry/retry-rows';
import { becauseOf, becauseOption } from './because-option';
import type { CommandContext, RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { confirmTotals } from './confirm-totals';
import { countOf } from './count-of';
import { currentActor } from './current-actor';
import { type ExitCode, exitCodes } from './exit-codes';
import { findWantedBatch } from './find-wanted-batch';
import { renderDeclined, renderRetryPlan, retryDocument } from './retry-view';
import { shownTotals } from './shown-totals';
import { tellWorkflow } from './tell-workflow';
import { withParts } from './with-parts';
import { type CommandReads, withReads } from './with-reads';
import { createWorkView } from './work-view';

type Options = Readonly<{
  lines?: readonly number[];
  outcome?: RetriedOutcome;
  skipDeclined?: true;
  dryRun?: true;
  yes?: true;
  because?: string;
}>;

const about = `Sends rows again that ended unpaid. Rows that were never created go under the
same reference. Failed ones get a new one (-r2), once the gateway itself, asked
again, says that they failed for good. Shows rows and totals, asks to type the
total, or takes --yes. What is unknown, paid, or another batch's by now is never
retried. Without --lines or --outcome: all that is rejected, failed or
not_attempted.

Example:
  $ payrun retry --outcome failed --dry-run
  $ payrun retry salaries-94b97c04 --lines 3,7-9 --because "account mended"`;

const question = {
  todo: 'send it again',
  notDone: 'nothing is retried',
  hint: 'say --yes once somebody has seen the totals; --dry-run shows them',
};

export function addRetryCommand(program: Command, run: RunCommand): void {
  program
    .command('retry')
    .summary('send rows again that ended unpaid')
    .description(about)
    .argument('[batch]', "the batch's id; the latest one if absent")
    .option('--lines <lines>', 'these lines of the file, such as 3,7-9: all or none', linesOf)
    .addOption(new Option('--outcome <outcome>', 'rows that ended so').choices(retriedOutcomes))
    .option('--skip-declined', 'with --lines: the others, where some cannot be retried')
    .option('--dry-run', 'ask the gateway, tell what would be sent again, and end')
    .option('--yes', 'somebody has seen the totals: do not ask')
    .addOption(becauseOption())
    .action((batchId: string | undefined, options: Options) =>
      run((context) => withParts(context, (parts) => retry(context, parts, batchId, options))),
    );
}

function linesOf(text: string): readonly number[] {
  const lines = parseLineRanges(text);
  if (lines !== undefined) return lines;
  throw new InvalidArgumentError(`Expected lines such as 3,7-9, at most ${limits.retryRowsMax} of them.`);
}

const outcomesOf = ({ lines, outcome }: Options): readonly RetriedOutcome[] | undefined => {
  if (outcome !== undefined) return [outcome];
  return lines === undefined ? ['rejected', 'failed', 'not_attempted'] : undefined;
};

function orderOf(batchId: string, options: Options): RetryOrder {
  const { lines, skipDeclined } = options;
  const outcomes = outcomesOf(options);
  const choice = { ...(lines !== undefined && { lines }), ...(outcomes !== undefined && { outcomes }) };
  // Lines that somebody names are all meant; of an outcome, those that may.
  const skips = outcomes !== undefined || skipDeclined === true;
  const who = { actor: currentActor(), isProved: true, requestId: randomUUID() };
  return { batchId, choice, skipDeclined: skips, ...who, ...becauseOf(options.because) };
}

async function retry(context: CommandContext, parts: Parts, wanted: string | undefined, options: Options): Promise<ExitCode> {
  const { db, accountId } = await parts.store();
  const batch = await findWantedBatch(db, accountId, wanted);
  const order = orderOf(batch.id, options);
  return await withReads(parts, async (reads) => {
    const planned = await planRetry(reads, order);
    if (planned === undefined) throw new Error('the batch was found and is gone');
    if (planned.kind !== 'planned') throw notRetried(context, batch.id, planned);
    if (options.dryRun === true) return await tellOnly(context, parts, reads, planned);
    // Of a batch that has ended nobody would go on with what is reopened: its workflow is started right after.
    await parts.temporal();
    context.screen.say(renderRetryPlan(planned));
    if (options.yes !== true) await confirmTotals(context, { totals: sumByCurrency(planned.rows) }, question);
    const result = await asking(context, planned, (onRow) => performRetry(reads, order, planned, onRow));
    if (result === undefined) throw new Error('the batch was found and is gone');
    // What the gateway says otherwise by now has to be followed, too.
    await tellWorkflow(context, parts, batch.id);
    return tell(context, batch.id, result);
  });
}

/** Shows how far the gateway has been asked. */
async function asking<Result>(context: CommandContext, { rows }: RetryPlan, work: (onRow: () => void) => Promise<Result>): Promise<Result> {
  const view = createWorkView(context, 'asking the gateway', rows.filter(({ toRead }) => toRead.length > 0).length);
  try {
    return await work(() => view.done(1));
  } finally {
    view.end();
  }
}

async function tellOnly(context: CommandContext, parts: Parts, reads: CommandReads, plan: RetryPlan): Promise<ExitCode> {
  const asked = await asking(context, plan, (onRow) => askEnds(reads, plan.batch.id, plan.rows, onRow));
  if (asked.declined.length > 0) await tellWorkflow(context, parts, plan.batch.id);
  const left = afterAsking(plan, asked);
  const lines = left.rows.map(({ line }) => line);
  context.screen.result(retryDocument(plan.batch.id, 'planned', { lines, totals: sumByCurrency(left.rows) }, left.declined), () =>
    renderRetryPlan(left),
  );
  return exitCodes.done;
}

type NotRetried =
  | Readonly<{ kind: 'declined'; reason: BatchDecline }>
  | Readonly<{ kind: 'rows_declined'; declined: readonly DeclinedRow[] }>;

function notRetried({ screen }: CommandContext, batchId: string, result: NotRetried): CommandFailed {
  if (result.kind === 'declined') {
    return new CommandFailed(exitCodes.refused, `batch ${batchId} cannot be retried`, batchDeclineWords(result.reason));
  }
  const { declined } = result;
  screen.result(retryDocument(batchId, 'declined', { lines: [], totals: {} }, declined), () => renderDeclined(declined).join('\n'));
  const hint = 'name other lines; --skip-declined retries those that can be';
  return new CommandFailed(
    exitCodes.refused,
    `nothing of batch ${batchId} is retried`,
    `${countOf(declined.length, 'row')} cannot be`,
    hint,
  );
}

function tell(context: CommandContext, batchId: string, result: RetryResult): ExitCode {
  if (result.kind === 'declined' || result.kind === 'rows_declined') throw notRetried(context, batchId, result);
  if (result.kind === 'already') throw new Error('a request that is new was asked before');
  const { lines, totals, awaitsApproval, declined } = result;
  const next = awaitsApproval ? `It waits for approval: payrun approve ${batchId}` : `Watch it with: payrun watch ${batchId}`;
  context.screen.result(retryDocument(batchId, 'done', result, declined), () =>
    [
      `${countOf(lines.length, 'row')} of batch ${batchId} to be sent again, ${shownTotals(totals)}. ${next}`,
      ...(declined.length > 0 ? ['Not retried:', ...renderDeclined(declined)] : []),
    ].join('\n'),
  );
  return exitCodes.done;
}
