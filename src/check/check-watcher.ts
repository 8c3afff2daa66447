import type { FileHeader } from '../csv/file-header';
import type { RowPlace } from '../csv/row-place';
import type { RowIssue } from '../domain/row-issue';

/** Sees a file go by while it is checked: its text, and then what was found in it, in the file's order. */
export interface CheckWatcher {
  /** The text that is read, as UTF-8, before anything that was read from it. */
  text(utf8: Buffer): void;
  header(header: FileHeader): void;
  /** Every row, with all that is wrong with it. */
  row(place: RowPlace, issues: readonly RowIssue[]): void;
  /** A problem of the header or of the file. */
  file(issue: RowIssue): void;
  /** Awaited before more is read. */
  pause(): Promise<void>;
}
