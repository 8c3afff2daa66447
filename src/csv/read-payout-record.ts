import { describeValue } from '../domain/describe-value';
import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import { fileIssue } from './file-issue';
import type { FileRecord } from './file-record';
import type { PayoutRead } from './payout-record';
import type { Header } from './read-header';
import { swallowedLine } from './swallowed-line';

/** Names the cells of a data row by the header's columns; undefined for a blank line, which is no row. */
export function readPayoutRecord(record: FileRecord, header: Header): PayoutRead | undefined {
  const { line, cells } = record;
  if (cells.length === 1 && cells[0] === '') return undefined;
  const place = { line, lastLine: record.lastLine, cellCount: cells.length };
  const issues = shapeIssues(record, header);
  if (issues.length > 0) return { kind: 'issues', line, isRow: true, place, issues };
  const filled = new Map<string, string>();
  header.columns.forEach((column, index) => {
    const cell = cells[index];
    if (column !== undefined && cell !== undefined && cell !== '') filled.set(column, cell);
  });
  return { kind: 'record', record: { line, place, cells: filled, columns: header.known } };
}

function shapeIssues({ line, lastLine, cells }: FileRecord, header: Header): readonly RowIssue[] {
  if (cells.length !== header.columns.length) {
    // A quote left open swallows the lines below it: then the number of cells is only what came of it.
    const spans = lastLine > line ? `, over the lines ${line} to ${lastLine}` : '';
    const fix =
      lastLine > line
        ? 'Look for a quote that is not closed.'
        : 'Put cells that hold what separates the cells in quotes; check for missing cells.';
    return [fileIssue('row_cells', line, `${header.columns.length} cells as in the header`, `${cells.length}${spans}`, fix)];
  }
  if (cells.every((cell) => cell === '')) {
    return [fileIssue('row_empty', line, 'a payout', 'a row of empty cells', 'Delete the line.')];
  }
  const swallowed = lastLine > line ? swallowedLine(cells, header) : undefined;
  if (swallowed !== undefined) {
    const fix = 'Look for a quote that is not closed, or write the cell on one line.';
    const got = `what looks like the row of line ${line + swallowed}`;
    return [fileIssue('row_swallowed', line, 'cells of one row', got, fix)];
  }
  return cells.flatMap((cell, index) => {
    if (cell.length <= limits.cellCharactersMax) return [];
    const column = header.columns[index];
    const expected = `at most ${limits.cellCharactersMax} characters`;
    return {
      code: 'cell_length',
      line,
      ...(column === undefined ? {} : { column }),
      expected,
      got: describeValue(cell),
      fix: 'Shorten it.',
    };
  });
}
