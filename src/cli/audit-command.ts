import type { Command } from 'commander';
import { type AuditLine, listAudit } from '../store/audit';
import type { RunCommand } from './command-context';
import { exitCodes } from './exit-codes';
import { findWantedBatch } from './find-wanted-batch';
import { renderTable } from './render-table';
import { shownTime } from './shown-time';
import { withParts } from './with-parts';

const about = `Shows who did what to a batch, when and why, oldest first. Nothing in it can be
changed or taken out.

Example:
  $ payrun audit`;

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
    .action((batchId: string | undefined) =>
      run((context) =>
        withParts(context, async (parts) => {
          const { db, accountId } = await parts.store();
          const batch = await findWantedBatch(db, accountId, batchId);
          const { screen } = context;
          const lines = await listAudit(db, { batchId: batch.id });
          screen.result({ kind: 'audit', batch: batch.id, entries: lines.map(toDocument) }, () =>
            renderTable(columns, lines.map(toCells), screen.outIsTerminal),
          );
          return exitCodes.done;
        }),
      ),
    );
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
