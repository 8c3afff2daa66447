import type { RowIssue } from '../domain/row-issue';
import type { RowPlace } from './row-place';

/** A data row of a file: its filled cells by column, as text. An empty cell is not there. */
export type PayoutRecord = Readonly<{ line: number; place: RowPlace; cells: ReadonlyMap<string, string>; columns: ReadonlySet<string> }>;

/** One thing read from a file. Issues without a place are about the header or the whole file; a data row counts as a row either way. */
export type PayoutRead =
  | Readonly<{ kind: 'record'; record: PayoutRecord }>
  | Readonly<{ kind: 'issues'; line: number; isRow: boolean; place?: RowPlace; issues: readonly RowIssue[] }>;
