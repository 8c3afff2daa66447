import { basename } from 'node:path';
import { totalsOfAllRows } from '../check/control-totals';
import { rowsOfCheckedFile } from '../check/rows-of-checked-file';
import type { FileForm } from '../csv/file-form';
import { approvalWanted } from '../domain/approval-policy';
import { batchId } from '../domain/batch-id';
import { limits } from '../domain/limits';
import type { ProblemPolicy } from '../domain/problem-policy';
import { shownFileName } from '../domain/shown-file-name';
import { accountOf } from '../parts/account-of';
import type { Parts } from '../parts/parts';
import type { Batch } from '../store/batch';
import { batchProgress } from '../store/batch-progress';
import { findBatch } from '../store/batches';
import { claim } from '../store/claim';
import type { DuplicatesPolicy } from '../store/duplicates-policy';
import { findBatchOfContent } from '../store/find-batch-of-content';
import { wantsFollowUp } from '../store/reviews/review-state';
import { storeDraft } from '../store/store-draft';
import type { DraftedRow } from '../store/store-rows';
import { requireSearchAttributes } from '../temporal/require-search-attributes';
import { startBatch } from '../temporal/start-batch';
import { startFollowUp } from '../temporal/start-follow-up';
import { checkDocument } from './check-document';
import { type CheckedFile, checkFile } from './check-file';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { confirmTotals } from './confirm-totals';
import { refuseConflicts } from './conflicts-view';
import type { ControlOptions } from './control-options';
import { countOf } from './count-of';
import { exitCodes } from './exit-codes';
import { planWords } from './plan-words';
import { rulesText } from './rules-view';
import { createWorkView } from './work-view';

export type Submission = Readonly<{
  /** Absolute. */
  path: string;
  period: string | undefined;
  form: FileForm;
  duplicates: DuplicatesPolicy;
  /** How many days a payment of another batch counts as paid already. */
  duplicateDays: number;
  problems: ProblemPolicy;
  /** Of how many failed rows the batch waits for a person, as `--max-failed` takes it. */
  maxFailed: string | undefined;
  /** Control totals that the command line names. */
  expected: ControlOptions;
  /** Whether somebody who saw the totals has said yes already. */
  isConfirmed: boolean;
  /** Who submits, for the audit. */
  actor: string;
  /** Ends the submission with nothing left of it, until it is claimed. */
  signal?: AbortSignal;
}>;

export type Submitted = Readonly<{
  batch: Batch;
  /** The same file, for the same period, had been submitted before: this is its batch. */
  isAttached: boolean;
  /** Rows of a finished batch whose end nobody knows. */
  openRows: number;
}>;

type Claimed = Omit<Submitted, 'openRows'>;

/**
 * Checks a whole file, asks for its totals, stores and claims it, and starts its batch; or finds the batch that the same file has already.
 * Nothing is stored before the check has passed and somebody has said yes. Cut off anywhere, the same call again goes on.
 * @throws CommandFailed, and what the parts throw
 */
export async function submitFile(context: CommandContext, parts: Parts, submission: Submission): Promise<Submitted> {
  const { path, period, form, expected, problems, signal } = submission;
  const { client, connection } = await parts.temporal();
  await requireSearchAttributes(connection, client.options.namespace);
  const { db, accountId } = await parts.store();

  let known: Batch | undefined;
  const checked = await checkFile(context, parts, {
    path,
    period,
    form,
    expected,
    problems,
    signal,
    goOn: async ({ contentHash }) => {
      known = await findBatchOfContent(db, { accountId, contentHash, period: period ?? '' });
      return known === undefined;
    },
  });
  if (known === undefined) {
    tellPlan(context, path, period, checked);
    if (!submission.isConfirmed) await confirmTotals(context, checked.file);
    if (signal?.aborted) throw stoppedByPerson();
  }
  const claimed = known === undefined ? await claimFile(context, parts, submission, checked) : { batch: known, isAttached: true };
  const { batch } = claimed;
  const { id, state } = batch;
  const openRows = state === 'finished' ? (await batchProgress(db, id, parts.settings.settlementDeadlineMs)).openRows : 0;
  // Temporal may have lost or ended its workflow, or the follow-up of its unknown rows; the database knows what is left to do.
  const isOver = state === 'refused' || (state === 'finished' && openRows === 0);
  if (!isOver) await startBatch(client, batch);
  else if (await wantsFollowUp(db, id, limits.reviewDelaysMs.length)) await startFollowUp(client, id);
  return { ...claimed, openRows };
}

function tellPlan({ screen }: CommandContext, path: string, period: string | undefined, checked: CheckedFile): void {
  const { file, skipBy, rules } = checked;
  const name = shownFileName(basename(path));
  screen.say(`${name}: ${planWords(checked)}`);
  if (rules !== undefined) screen.say(rulesText(rules));
  const skips = skipBy !== undefined;
  if (skips || file.warnings.total > 0) screen.event(checkDocument(name, file, { period, isLive: true, skips, rules }));
}

async function claimFile(context: CommandContext, parts: Parts, submission: Submission, checked: CheckedFile): Promise<Claimed> {
  const { path, period, duplicates, duplicateDays, maxFailed, problems, actor } = submission;
  const { db, accountId } = await parts.store();
  const fileName = shownFileName(basename(path));
  const { contentHash, rowCount } = checked.file;
  const totals = totalsOfAllRows(checked.file);
  const { settings } = parts;
  const facts = {
    id: batchId({ fileName, period, contentHash, ...accountOf(settings) }),
    accountId,
    fileName,
    contentHash,
    period: period ?? '',
    rowCount,
    totals,
    policy: { duplicates, duplicateDays, ...(maxFailed !== undefined && { maxFailed }), ...problems },
    submittedBy: actor,
  };
  const { signal } = submission;
  const draft = await storeDraft(db, parts.dataKeys(), facts, rowsOf(context, submission, checked), signal).catch((error: unknown) => {
    throw signal?.aborted ? stoppedByPerson(error) : error;
  });
  const approval = approvalWanted({ approval: settings.approval, ceilings: settings.approvalCeilings }, totals);
  const claimed = await claim(db, { batchId: draft.batchId, duplicates, duplicateDays, actor, approval });
  if (claimed.kind === 'refused') throw refuseConflicts(context, fileName, claimed);
  if (claimed.kind === 'details_erased') {
    throw new CommandFailed(exitCodes.failed, `${fileName} was not stored whole`, 'nothing was sent', 'submit it again');
  }
  if (claimed.kind === 'attached') return { batch: claimed.batch, isAttached: true };
  if (claimed.skippedRows > 0) {
    context.screen.say(`${countOf(claimed.skippedRows, 'row')} skipped: another batch has paid them, or may still do so.`);
  }
  const batch = await findBatch(db, draft.batchId);
  if (batch === undefined) throw new Error('the batch was claimed and is gone');
  return { batch, isAttached: false };
}

function stoppedByPerson(cause?: unknown): CommandFailed {
  return new CommandFailed(exitCodes.interrupted, 'nothing was sent', 'stopped by Ctrl-C', undefined, { cause });
}

async function* rowsOf(
  context: CommandContext,
  { path, period, form, signal }: Submission,
  { file, skipBy }: CheckedFile,
): AsyncGenerator<DraftedRow> {
  const view = createWorkView(context, 'storing', file.rowCount);
  try {
    for await (const rows of rowsOfCheckedFile(path, file, { period, form, skipBy })) {
      signal?.throwIfAborted();
      view.done(rows.length);
      yield* rows;
    }
  } finally {
    view.end();
  }
}
