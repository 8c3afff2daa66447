import type { MadeRow } from '../../e2e/payees';
import type { ReportLine } from '../../e2e/reconcile';
import type { ProvedFile } from '../evidence';

/** A row of a file, and what the report says of it. */
export type ToldRow = Readonly<{ batchId: string; line: number; row: MadeRow; told: ReportLine }>;

const firstLine = 2;

/** Every row of every file; one that its report leaves out is told nothing. */
export const toldRows = (files: readonly ProvedFile[]): readonly ToldRow[] =>
  files.flatMap(({ batchId, rows, report }) => {
    const byLine = new Map(report.map((told) => [told.line, told]));
    return rows.map((row, index) => ({ batchId, line: index + firstLine, row, told: byLine.get(String(index + firstLine)) ?? {} }));
  });

/** The rows of each reference: a file sent again has rows with references of an earlier one. */
export function toldByReference(files: readonly ProvedFile[]): ReadonlyMap<string, readonly ToldRow[]> {
  const byReference = new Map<string, ToldRow[]>();
  for (const each of toldRows(files)) {
    const rows = byReference.get(each.row.reference) ?? [];
    byReference.set(each.row.reference, rows);
    rows.push(each);
  }
  return byReference;
}

const movedOutcomes: readonly (string | undefined)[] = ['paid', 'partially_paid', 'reversed'];

/** A person has said so, and the gateway has not: it proves nothing of the money. */
export const isPersonsWord = ({ problem }: ReportLine): boolean => problem === 'resolved_by_person';

/** The report says, by the gateway's word, that the row's money went out, whatever became of it. */
export const isToldMoved = (told: ReportLine): boolean => movedOutcomes.includes(told.outcome) && !isPersonsWord(told);
