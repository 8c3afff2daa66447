import { describeValue } from '../domain/describe-value';
import { limits } from '../domain/limits';
import type { RowIssue } from '../domain/row-issue';
import { annotationColumns } from './annotation-columns';
import { closestColumn } from './closest-column';
import type { FileDelimiter } from './file-form';
import { fileIssue } from './file-issue';
import type { FileRecord } from './file-record';
import { isKnownColumn, requiredColumns } from './known-column';
import { separatorProblem } from './separator-problem';

export type Header = Readonly<{
  /** By place; undefined where the cell names no column or one that came before. */
  columns: readonly (string | undefined)[];
  known: ReadonlySet<string>;
  /** What it was read by, and its rows are. */
  delimiter: FileDelimiter;
  /** Whether the rows below can be read with it, be it only to find more problems. */
  usable: boolean;
  issues: readonly RowIssue[];
}>;

/** Reads the first record of a file as its header: exact names, every problem at once. */
export function readHeader({ line, cells }: FileRecord, delimiter: FileDelimiter): Header {
  const unusable = (issue: RowIssue): Header => ({ columns: [], known: new Set(), delimiter, usable: false, issues: [issue] });
  const [first = ''] = cells;
  const separator = cells.length === 1 || /^sep=/i.test(first) ? separatorProblem(first, delimiter) : undefined;
  if (separator !== undefined) return unusable(separator);
  if (cells.length > limits.columnsMax) {
    const got = `${cells.length} columns`;
    return unusable(
      fileIssue('header_too_wide', line, `at most ${limits.columnsMax} columns`, got, 'Delete the columns that are not needed.'),
    );
  }
  // Then the first line is a payout, whose cells no message may repeat.
  if (!cells.some(isKnownColumn)) {
    const got = cells.length === 1 && cells[0] === '' ? 'a blank line' : `a line of ${cells.length} other cells`;
    const expected = `a first line with the columns' names, such as ${requiredColumns.join(',')}`;
    return unusable(fileIssue('header_missing', line, expected, got, 'Add the header as the first line.'));
  }
  return { ...checkNames(line, cells), delimiter };
}

function checkNames(line: number, cells: readonly string[]): Omit<Header, 'delimiter'> {
  const issues: RowIssue[] = [];
  const known = new Set<string>();
  const columns = cells.map((cell, index) => {
    if (!isKnownColumn(cell)) {
      issues.push(unknownColumn(line, cell, index + 1));
    } else if (known.has(cell)) {
      const fix = 'Delete or rename one of them.';
      issues.push({ code: 'header_duplicate', line, column: cell, expected: 'every column once', got: 'the same name again', fix });
    } else {
      known.add(cell);
      return cell;
    }
    return undefined;
  });
  for (const column of requiredColumns) {
    if (known.has(column)) continue;
    issues.push({
      code: 'header_required',
      line,
      column,
      expected: 'this column',
      got: 'nothing',
      fix: 'Add it to the header and to every row.',
    });
  }
  issues.push(...clashingPaths(line, known));
  return { columns, known, usable: true, issues };
}

function unknownColumn(line: number, cell: string, place: number): RowIssue {
  const fix = fixOf(cell);
  const shown = /^[\p{L}0-9_. -]{1,40}$/u.test(cell) && !/[0-9]{5}/.test(cell) ? `"${cell}"` : describeValue(cell);
  return fileIssue('header_unknown', line, 'the name of a column', `${shown} in place ${place}`, fix);
}

function fixOf(cell: string): string {
  if (annotationColumns.includes(cell)) return 'Delete the column: payrun check has added it.';
  const closest = closestColumn(cell);
  if (closest !== undefined) {
    const hasUnseen = /[\p{Cf}\p{Cc}\u00A0]/u.test(cell) ? ' The cell holds characters that cannot be seen: write it again by hand.' : '';
    return `Did you mean "${closest}"?${hasUnseen}`;
  }
  const field = `fields.${cell}`;
  const name = isKnownColumn(field) && !/[0-9]{5}/.test(cell) ? field : 'fields.<key>';
  return `Delete the column, or write what the service asks for as ${name}.`;
}

/** `context.card` cannot be a text and hold `context.card.exp_month` as well. */
function clashingPaths(line: number, known: ReadonlySet<string>): readonly RowIssue[] {
  const contexts = [...known].filter((column) => column.startsWith('context.'));
  return contexts
    .filter((column) => contexts.some((other) => other.startsWith(`${column}.`)))
    .map((column) => {
      const expected = 'a value or columns below it, not both';
      return { code: 'header_clash', line, column, expected, got: 'both', fix: 'Delete one of them.' };
    });
}
