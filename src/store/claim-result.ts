import type { Batch } from './batch';
import type { Conflict } from './conflict';

/** What became of a claim. Only `claimed` and `checked_anew` changed anything. */
export type ClaimResult =
  /** The batch may be paid. `skippedRows` ended `not_attempted`, because another batch has them. */
  | Readonly<{ kind: 'claimed'; skippedRows: number }>
  /** As `claimed`; the batch had ended before with nothing sent. */
  | Readonly<{ kind: 'checked_anew'; skippedRows: number }>
  /** This content and period was claimed before: go on with that batch. */
  | Readonly<{ kind: 'attached'; batch: Batch }>
  /** `conflicts`: the first ones by line, one for a line; `conflictsTotal`: lines in all. */
  | Readonly<{ kind: 'refused'; conflicts: readonly Conflict[]; conflictsTotal: number }>
  /** The batch ended long ago and its details are gone: store its file again first. */
  | Readonly<{ kind: 'details_erased'; rows: number }>;
