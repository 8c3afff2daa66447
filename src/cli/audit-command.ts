import { type Command, Option } from 'commander';
import { shownFileName } from '../domain/shown-file-name';
import type { Parts } from '../parts/parts';
import { type AuditLine, listAudit } from '../store/audit';
import { listPayrollAudit } from '../store/payrolls/payroll-audit';
import type { RunCommand } from './command-context';
import { CommandFailed } from './command-failed';
import { exitCodes } from './exit-codes';
import { findWantedBatch } from './find-wanted-batch';
import { renderTable } from './render-table';
import { shownTime } from './shown-time';
import { withParts } from './with-parts';

const about = `Shows who did what to a batch, when and why, oldest first; or, with --payroll,
to a payroll. Nothing in it can be changed or taken out.

Example:
  $ payrun audit
  $ payrun audit --payroll salaries`;

const columns = [
  { heading: 'WHEN' },
  { heading: 'WHO' },
  { heading: 'WHAT' },
  { heading: 'LINE' },
  { heading: 'WHY' },
  { heading: 'DETAILS' },
];

export function addAuditCommand(program: Command, run: RunCommand): void {
  program
    .command('audit')
    .summary('show who did what to a batch')
    .description(about)
    .argument('[batch]', "the batch's id; the latest one if absent")
    .addOption(new Option('--payroll <name>', 'what was done to a payroll instead'))
    .action((batchId: string | undefined, { payroll }: Readonly<{ payroll?: string }>) =>
      run((context) =>
        withParts(context, async (parts) => {
          const { screen } = context;
          const { subject, lines } = await (payroll === undefined ? ofBatch(parts, batchId) : ofPayroll(parts, payroll, batchId));
          screen.result({ kind: 'audit', ...subject, entries: lines.map(toDocument) }, () =>
            renderTable(columns, lines.map(toCells), screen.outIsTerminal),
          );
          return exitCodes.done;
        }),
      ),
    );
}

type Found = Readonly<{ subject: Readonly<Record<string, string>>; lines: readonly AuditLine[] }>;

async function ofBatch(parts: Parts, batchId: string | undefined): Promise<Found> {
  const { db, accountId } = await parts.store();
  const batch = await findWantedBatch(db, accountId, batchId);
  return { subject: { batch: batch.id }, lines: await listAudit(db, { batchId: batch.id }) };
}

/** Of one that was deleted, too: that is when it is asked for. */
async function ofPayroll(parts: Parts, payroll: string, batchId: string | undefined): Promise<Found> {
  if (batchId !== undefined)
    throw new CommandFailed(exitCodes.refused, 'a batch and a payroll are both named', undefined, 'say one of them');
  const { db, accountId } = await parts.store();
  const lines = await listPayrollAudit(db, accountId, payroll);
  if (lines.length > 0) return { subject: { payroll }, lines };
  const hint = 'payrun schedule list shows those of this account';
  throw new CommandFailed(exitCodes.refused, `nothing was done to a payroll ${shownFileName(payroll)}`, undefined, hint);
}

const toDocument = ({ at, actor, action, line, why, details }: AuditLine) => ({ at: at.toISOString(), actor, action, line, why, details });

const toCells = ({ at, actor, action, line, why, details }: AuditLine): readonly string[] => [
  shownTime(at),
  actor,
  action,
  line === null ? '' : String(line),
  why ?? '',
  Object.entries(details)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' '),
];
