import type { RowIssue } from '../domain/row-issue';
import { encodingIssue } from './encoding-issue';
import type { FileEncoding } from './file-form';
import { fileIssue } from './file-issue';

const expected = 'a CSV file in UTF-8';
const saveAsCsv = 'Save it from the spreadsheet as "CSV UTF-8 (comma delimited)".';

/** Names the files that people upload by mistake, and text in another encoding than `encoding`, from their first bytes. */
export function signatureProblem(first: Buffer, encoding: FileEncoding): RowIssue | undefined {
  const hex = first.subarray(0, 4).toString('hex');
  if (hex.startsWith('504b0304')) return fileIssue('file_spreadsheet', 1, expected, 'a spreadsheet or zip file', saveAsCsv);
  if (hex.startsWith('d0cf11e0')) return fileIssue('file_spreadsheet', 1, expected, 'an old spreadsheet file', saveAsCsv);
  if (hex.startsWith('25504446')) return fileIssue('file_binary', 1, expected, 'a PDF file', saveAsCsv);
  if (hex.startsWith('1f8b')) return fileIssue('file_binary', 1, expected, 'a compressed file', 'Unpack it first.');
  if (hex === 'fffe0000' || hex === '0000feff') return fileIssue('file_encoding', 1, expected, 'UTF-32', saveAsCsv);
  const marked = markedEncoding(hex);
  if (marked !== undefined) return marked === encoding ? undefined : encodingIssue(1, encoding, marked);
  // The header is ASCII, so that every other byte of it is zero in UTF-16, and none is elsewhere.
  return first.length >= 4 && isUtf16(encoding) ? encodingIssue(1, encoding, undefined) : undefined;
}

function markedEncoding(hex: string): FileEncoding | undefined {
  if (hex.startsWith('efbbbf')) return 'utf-8';
  if (hex.startsWith('fffe') || /^(?!00)..00(?!00)..00$/.test(hex)) return 'utf-16le';
  return hex.startsWith('feff') || /^00(?!00)..00(?!00)..$/.test(hex) ? 'utf-16be' : undefined;
}

function isUtf16(encoding: FileEncoding): boolean {
  return encoding === 'utf-16le' || encoding === 'utf-16be';
}
