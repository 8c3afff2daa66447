import type { FinalOutcome, Outcome } from '../domain/outcome';
import type { Resolution } from '../domain/resolution';

type RowEnd = Readonly<{
  /** The stored end; undefined while the row is open. */
  outcome: FinalOutcome | undefined;
  /** Whether any create or process of this row may have reached the gateway. */
  mayHaveBeenSent: boolean;
  /** What a person has said of an open row: `problem` says so then. */
  resolvedAs?: Resolution | undefined;
  problem: string | undefined;
}>;

/** How a stored row reads in the report: what is open is never said to have failed, unless a person has said so. */
export function reportOutcome(row: RowEnd): Readonly<{ outcome: Outcome; problem: string | undefined; isOpen: boolean }> {
  if (row.outcome !== undefined) return { outcome: row.outcome, problem: row.problem, isOpen: false };
  if (row.resolvedAs !== undefined) return { outcome: row.resolvedAs, problem: row.problem, isOpen: false };
  return { outcome: row.mayHaveBeenSent ? 'unknown' : 'not_attempted', problem: 'still_open', isOpen: true };
}
