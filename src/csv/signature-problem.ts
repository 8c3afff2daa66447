import type { RowIssue } from '../domain/row-issue';
import { fileIssue } from './file-issue';

const expected = 'a CSV file in UTF-8';
const saveAsCsv = 'Save it from the spreadsheet as "CSV UTF-8 (comma delimited)".';

/** Names the files that people upload by mistake, from their first bytes. */
export function signatureProblem(first: Buffer): RowIssue | undefined {
  const hex = first.subarray(0, 4).toString('hex');
  if (hex.startsWith('504b0304')) return fileIssue('file_spreadsheet', 1, expected, 'a spreadsheet or zip file', saveAsCsv);
  if (hex.startsWith('d0cf11e0')) return fileIssue('file_spreadsheet', 1, expected, 'an old spreadsheet file', saveAsCsv);
  if (hex.startsWith('25504446')) return fileIssue('file_binary', 1, expected, 'a PDF file', saveAsCsv);
  if (hex.startsWith('1f8b')) return fileIssue('file_binary', 1, expected, 'a compressed file', 'Unpack it first.');
  if (hex.startsWith('fffe') || hex.startsWith('feff')) return fileIssue('file_encoding', 1, expected, 'UTF-16', saveAsCsv);
  return undefined;
}
