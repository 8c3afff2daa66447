import type { RowIssue } from '../domain/row-issue';
import { delimiterCharacter } from './delimiter-character';
import { type FileDelimiter, fileDelimiters, usualForm } from './file-form';
import { fileIssue } from './file-issue';
import { isKnownColumn } from './known-column';

const words: Readonly<Record<FileDelimiter, string>> = { ',': 'commas', ';': 'semicolons', tab: 'tabs', '|': 'vertical bars' };

/** Names what really stands between the cells of a header that makes no sense with the delimiter it was read by. */
export function separatorProblem(headerLine: string, delimiter: FileDelimiter): RowIssue | undefined {
  const expected = `${words[delimiter]} between the cells`;
  // What one spreadsheet writes for another; nobody else knows it.
  if (/^"?sep=/i.test(headerLine)) {
    return fileIssue('file_separator', 1, `the columns' names`, 'a line that begins with sep=', 'Delete this line.');
  }
  const other = fileDelimiters.find((candidate) => candidate !== delimiter && isHeaderBy(headerLine, candidate));
  if (other === undefined) return undefined;
  const fix =
    other === usualForm.delimiter
      ? 'Leave out --delimiter.'
      : `Save the file with commas between the cells, or say --delimiter ${other === 'tab' ? other : `"${other}"`}.`;
  return fileIssue('file_separator', 1, expected, words[other], fix);
}

function isHeaderBy(line: string, delimiter: FileDelimiter): boolean {
  const cells = line.split(delimiterCharacter(delimiter));
  return cells.filter((cell) => isKnownColumn(cell.trim().replace(/^"(.*)"$/, '$1'))).length >= 2;
}
