import type { RowIssue } from '../domain/row-issue';
import { annotationColumns } from './annotation-columns';
import { delimiterCharacter } from './delimiter-character';
import type { FileEncoding, FileForm } from './file-form';
import type { FileHeader } from './file-header';
import type { RowPlace } from './row-place';
import { windows1252 } from './windows-1252';

const lineBreak = /\r\n|\r|\n/g;
/** Between the problems of one row, in each of its cells. */
const between = ' | ';
/** Stands for the column of a problem that belongs to none. */
const wholeRow = '(row)';

/**
 * Writes a file again as it is read: each row's bytes as they stand, and behind them its line and what is wrong with it. A problem of the
 * header or the file has a line of its own whose other cells are empty. Blank lines stay. Nothing is written before the header is known.
 */
export class RowAnnotator {
  readonly #delimiter: string;
  readonly #encoding: FileEncoding;
  /** UTF-8 with a character for each byte, so that it can be searched and cut as text and comes out unchanged. */
  #pending = '';
  #at = 0;
  /** The physical line that starts at `#at`. */
  #line = 1;
  #out: string[] = [];
  #header: FileHeader | undefined;
  #lineEnd = '\n';
  #isMidLine = false;
  #isStopped = false;
  #early: RowIssue[] = [];

  constructor({ delimiter, encoding }: FileForm) {
    this.#delimiter = delimiterCharacter(delimiter);
    this.#encoding = encoding;
  }

  /** Whether there is a header to write the rows below. */
  get hasHeader(): boolean {
    return this.#header !== undefined;
  }

  /** More of the file, as UTF-8: before what was read from it. */
  text(utf8: Buffer): void {
    this.#pending = this.#pending.slice(this.#at) + utf8.toString('latin1');
    this.#at = 0;
  }

  header(header: FileHeader): void {
    this.#header = header;
    this.#copyTo(header.lastLine, annotationColumns);
    for (const issue of this.#early.splice(0)) this.#ownLine(issue);
  }

  row({ line, lastLine, cellCount }: RowPlace, issues: readonly RowIssue[]): void {
    // A row that is too short is filled up behind its last cell, so that what is added stands in its own columns.
    const missingCells = Math.max(0, (this.#header?.columnCount ?? 0) - cellCount);
    this.#copyTo(lastLine, annotation(line, issues), missingCells);
  }

  /** A problem of the header or the file. One below the header ends the rows: what follows was not read. */
  file(issue: RowIssue): void {
    if (this.#header === undefined) this.#early.push(issue);
    else this.#ownLine(issue);
    this.#isStopped ||= this.#header !== undefined && issue.line > this.#header.lastLine;
  }

  /** What can be written by now, in the file's encoding. */
  take(): Buffer {
    const bytes = Buffer.from(this.#out.join(''), 'latin1');
    this.#out = [];
    return encoded(bytes, this.#encoding);
  }

  /** The last of it. */
  end(): Buffer {
    if (this.hasHeader && !this.#isStopped) this.#out.push(this.#pending.slice(this.#at));
    return this.take();
  }

  /** Copies up to the end of a line and adds cells there, before its line break. */
  #copyTo(lastLine: number, cells: readonly string[], missingCells = 0): void {
    lineBreak.lastIndex = this.#at;
    let found = lineBreak.exec(this.#pending);
    for (; found !== null && this.#line < lastLine; this.#line++) found = lineBreak.exec(this.#pending);
    const end = found?.index ?? this.#pending.length;
    const breakText = found?.[0] ?? '';
    const added = this.#delimiter.repeat(missingCells + 1) + this.#cells(cells);
    this.#out.push(this.#pending.slice(this.#at, end), added, breakText);
    this.#at = end + breakText.length;
    this.#line += 1;
    this.#isMidLine = breakText === '';
    if (!this.#isMidLine) this.#lineEnd = breakText;
  }

  #ownLine(issue: RowIssue): void {
    const empty = this.#delimiter.repeat(this.#header?.columnCount ?? 0);
    const line = empty + this.#cells(annotation(issue.line, [issue]));
    this.#out.push(this.#isMidLine ? this.#lineEnd + line : line + this.#lineEnd);
  }

  /** Only these cells are ours: quoted where they must be, and never run by a spreadsheet. */
  #cells(cells: readonly string[]): string {
    const texts = cells.map((cell) => {
      const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
      return /["\r\n]/.test(safe) || safe.includes(this.#delimiter) ? `"${safe.replaceAll('"', '""')}"` : safe;
    });
    return Buffer.from(texts.join(this.#delimiter)).toString('latin1');
  }
}

function annotation(line: number, issues: readonly RowIssue[]): readonly string[] {
  if (issues.length === 0) return [String(line), '', '', ''];
  return [
    String(line),
    issues.map((issue) => issue.column ?? wholeRow).join(between),
    issues.map(({ code, expected, got }) => `${code}: expected ${expected}, got ${got}`).join(between),
    issues.map((issue) => issue.fix).join(between),
  ];
}

function encoded(utf8: Buffer, encoding: FileEncoding): Buffer {
  if (encoding === 'utf-8') return utf8;
  const text = utf8.toString('utf8');
  if (encoding === 'windows-1252') return windows1252.encode(text);
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}
