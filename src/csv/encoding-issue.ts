import type { RowIssue } from '../domain/row-issue';
import { type FileEncoding, usualForm } from './file-form';
import { fileIssue } from './file-issue';

const names: Readonly<Record<FileEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian)',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252',
};

const save = 'Save the file as "CSV UTF-8 (comma delimited)"';

/** A file that is not in the encoding it is read by: what it seems to be instead, if that is known, and both ways out. */
export function encodingIssue(line: number, read: FileEncoding, seems: FileEncoding | undefined): RowIssue {
  const expected = `text in ${names[read]}`;
  const rest = line > 1 ? ' The lines from here on were not checked.' : '';
  if (seems === undefined) return fileIssue('file_encoding', line, expected, 'bytes of another encoding', `${save}.${rest}`);
  const got = seems === 'windows-1252' ? `bytes that look like ${names[seems]}` : names[seems];
  if (seems === usualForm.encoding) return fileIssue('file_encoding', line, expected, got, `Leave out --encoding.${rest}`);
  // Its neighbours use the same bytes for other letters, so that somebody's name could come out wrong.
  const doubt = seems === 'windows-1252' ? ', if that is what it is' : '';
  return fileIssue('file_encoding', line, expected, got, `${save}, or say --encoding ${seems}${doubt}.${rest}`);
}
