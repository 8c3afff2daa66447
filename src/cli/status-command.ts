import type { Command } from 'commander';
import type { Parts } from '../parts/parts';
import { changeOfBatch } from '../payroll/change-of-batch';
import { lowBalances } from '../store/balances/low-balances';
import { batchProgress } from '../store/batch-progress';
import { listBatches } from '../store/batches';
import { standingGates } from '../store/gates/batch-gates';
import { batchFacts, statusDocument } from './batch-document';
import type { CommandContext, RunCommand } from './command-context';
import { type ExitCode, exitCodes } from './exit-codes';
import { findWantedBatch } from './find-wanted-batch';
import { workflowStandingSoon } from './lost-workflow/workflow-standing';
import { renderStatus } from './render-status';
import { renderTable } from './render-table';
import { shownTime } from './shown-time';
import { shownTotals } from './shown-totals';
import { withParts } from './with-parts';

type Options = Readonly<{ all?: true }>;

const about = `Shows how a batch stands: its rows by outcome, what is still open, what it
waits for, and the lines in trouble. Asks nothing of the gateway.

Example:
  $ payrun status`;

export function addStatusCommand(program: Command, run: RunCommand): void {
  program
    .command('status')
    .summary('show how a batch stands')
    .description(about)
    .argument('[batch]', "the batch's id; the latest one if absent")
    .option('--all', "list the account's batches, the latest first")
    .action((batchId: string | undefined, { all }: Options) =>
      run((context) => withParts(context, (parts) => (all === true ? list(context, parts) : show(context, parts, batchId)))),
    );
}

async function show({ screen }: CommandContext, parts: Parts, batchId: string | undefined): Promise<ExitCode> {
  const { db, accountId } = await parts.store();
  const batch = await findWantedBatch(db, accountId, batchId);
  const progress = await batchProgress(db, batch.id, parts.settings.settlementDeadlineMs);
  const gates = await standingGates(db, batch.id);
  const low = await lowBalances(db, batch.id);
  const changed = await changeOfBatch(db, batch.id);
  const standing = await workflowStandingSoon(parts, batch);
  const workflow = standing === undefined ? {} : { workflow: standing.state };
  const document = { ...statusDocument(batch, progress, gates, low), ...changed, ...workflow };
  screen.result(document, () => renderStatus(screen, batch, progress, gates, low, changed?.change, standing?.trouble));
  return exitCodes.done;
}

async function list({ screen }: CommandContext, parts: Parts): Promise<ExitCode> {
  const { db, accountId } = await parts.store();
  const batches = await listBatches(db, { accountId });
  const columns = [
    { heading: 'BATCH' },
    { heading: 'STATE' },
    { heading: 'ROWS', align: 'right' },
    { heading: 'SUBMITTED' },
    { heading: 'TOTALS' },
  ] as const;
  screen.result({ kind: 'batches', batches: batches.map(batchFacts) }, () => {
    const rows = batches.map((batch) => [
      batch.id,
      batch.state.replaceAll('_', ' '),
      String(batch.rowCount),
      shownTime(batch.claimedAt ?? batch.storedAt),
      shownTotals(batch.totals),
    ]);
    return renderTable(columns, rows, screen.outIsTerminal);
  });
  return exitCodes.done;
}
