import { reportOfBatch } from '../check/report-of-batch';
import { issueSentence } from '../csv/issue-sentence';
import { renderSummary } from '../csv/render-summary';
import { summariseReport } from '../csv/summarise-report';
import type { ApprovalEnd } from '../domain/approval';
import { isOver } from '../domain/is-over';
import { limits } from '../domain/limits';
import type { Parts } from '../parts/parts';
import type { Batch } from '../store/batch';
import type { Database } from '../store/database';
import type { CommandContext } from './command-context';
import { CommandFailed } from './command-failed';
import { countOf } from './count-of';
import { exitCodeOfSummary } from './exit-code-of-summary';
import { type ExitCode, exitCodes } from './exit-codes';
import { lostTeller } from './lost-workflow/lost-teller';
import { reportDocument } from './report-document';
import type { Screen } from './screen';
import { watchBatch } from './watch-batch';

/** Watches a batch to its end, shows its report's summary and returns the batch's exit code. Ctrl-C ends the watching alone. */
export async function followBatch(context: CommandContext, parts: Parts, batch: Batch): Promise<ExitCode> {
  const { screen, streams } = context;
  const { db } = await parts.store();
  if (isOver(batch.state)) return await showEnd(screen, db, batch);
  const stop = new AbortController();
  const stopListening = streams.onInterrupt(() => stop.abort());
  try {
    const { settlementDeadlineMs: deadlineMs } = parts.settings;
    const ended = await watchBatch(context, db, batch.id, { deadlineMs, signal: stop.signal, alsoTell: lostTeller(parts) });
    if (ended !== undefined && isOver(ended.state)) return await showEnd(screen, db, ended);
    screen.say(`Stopped watching. The batch goes on. See it again with: payrun watch ${batch.id}`);
    return exitCodes.interrupted;
  } finally {
    stopListening();
  }
}

/** Shows how a batch ended. @throws CommandFailed for one that was refused before anything was sent */
export async function showEnd(screen: Screen, db: Database, batch: Batch): Promise<ExitCode> {
  if (batch.state === 'refused')
    throw batch.approvalEnd === undefined ? refusedByGateway(screen, batch) : notApproved(screen, batch, batch.approvalEnd);
  const summary = await summariseReport(reportOfBatch(db, batch.id), batch);
  screen.result(reportDocument(batch, summary), () => renderSummary(summary));
  return exitCodeOfSummary(summary);
}

function refusedByGateway(screen: Screen, { id, problems }: Batch): CommandFailed {
  screen.result({ kind: 'refused', batch: id, problems: problems.length, issues: problems }, () => {
    const shown = problems.slice(0, limits.issueLinesShownPerCodeMax).map(issueSentence);
    const more = problems.length - shown.length;
    return [...shown, ...(more > 0 ? [`… ${more} more; -o json lists them`] : [])].join('\n');
  });
  const why = `the gateway's rules had changed since it was submitted: ${countOf(problems.length, 'problem')}`;
  return new CommandFailed(exitCodes.refused, `batch ${id} was refused, nothing was sent`, why, 'correct the file and submit it again');
}

const approvalEnds: Readonly<Record<ApprovalEnd, string>> = {
  refused: 'its approval was refused: payrun audit tells by whom and why',
  expired: 'nobody approved it in time',
};

function notApproved(screen: Screen, { id }: Batch, approvalEnd: ApprovalEnd): CommandFailed {
  screen.result({ kind: 'refused', batch: id, problems: 0, issues: [], approvalEnd }, () => `Batch ${id} was not approved.`);
  return new CommandFailed(
    exitCodes.refused,
    `batch ${id} was refused, nothing was sent`,
    approvalEnds[approvalEnd],
    'submit the file again',
  );
}
