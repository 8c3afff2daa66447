import { outcomes } from '../../../src/domain/outcome';
import type { MadeRow } from '../../e2e/payees';
import { minorOf, type ReportLine } from '../../e2e/reconcile';
import type { ProvedFile } from '../evidence';
import type { Breach, Claim } from './claim';
import { rootOf } from './root-of';

/** What is wrong with the report's line for a row of the file; `undefined` if nothing is. */
function wrongIn(told: ReportLine, row: MadeRow, line: number): string | undefined {
  if (told.line !== String(line)) return `line ${line} has its place taken by line ${told.line}`;
  if (told.sent_reference !== '' && rootOf(told.sent_reference ?? '') !== row.reference) return `was sent as ${told.sent_reference}`;
  if (![row.reference, row.cells.reference_id].includes(told.reference_id)) return `is told as ${told.reference_id}`;
  if (told.service !== row.service || told.currency !== row.currency || minorOf(told.amount) !== row.amountMinor) {
    return `asks for ${row.currency} ${row.amountMinor} by ${row.service}, told ${told.currency} ${told.amount} by ${told.service}`;
  }
  return outcomes.some((outcome) => outcome === told.outcome) ? undefined : `has the outcome "${told.outcome}"`;
}

function breachesOfFile({ batchId, rows, report }: ProvedFile): readonly Breach[] {
  const wrong = rows.flatMap((row, index): readonly Breach[] => {
    const told = report[index];
    const what = told === undefined ? 'is not in the report' : wrongIn(told, row, index + 2);
    return what === undefined ? [] : [{ reference: row.reference, what: `${batchId}: ${what}` }];
  });
  const surplus = `${batchId}: the report has ${report.length} lines, the file ${rows.length} rows`;
  return report.length > rows.length ? [...wrong, { reference: undefined, what: surplus }] : wrong;
}

export const everyRowToldOnce: Claim = {
  says: 'every row of the file is in the report once, in the file’s order, as the file has it, with one known outcome',
  breaches: ({ files }) => files.flatMap(breachesOfFile),
};
