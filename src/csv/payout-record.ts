import type { RowIssue } from '../domain/row-issue';

/** A data row of a file: its filled cells by column, as text. An empty cell is not there. */
export type PayoutRecord = Readonly<{ line: number; cells: ReadonlyMap<string, string>; columns: ReadonlySet<string> }>;

/** One thing read from a file. Issues of line 1 are about the header or the whole file; a data row counts as a row either way. */
export type PayoutRead =
  | Readonly<{ kind: 'record'; record: PayoutRecord }>
  | Readonly<{ kind: 'issues'; line: number; isRow: boolean; issues: readonly RowIssue[] }>;
