import { parseShare, wholeShare } from './share';

/** What becomes of a file with problems: all of it is refused, or the rows that have them are left out, up to a number. */
export const problemPolicies = ['refuse', 'skip'] as const;

export type ProblemPolicy = Readonly<{
  onProblem: (typeof problemPolicies)[number];
  /** With `skip`: a number of rows, or a share of the file's rows such as `2%`. */
  maxSkipped?: string | undefined;
}>;

/** The share that is skipped where none is named: some slips of many, not a file that has gone wrong. */
export const maxSkippedDefault = '2%';

/** How many of a file's rows may be left out; undefined if `limit` is neither a number nor a share with at most two decimals. */
export function skippedRowsMax(limit: string, rowCount: number): number | undefined {
  if (/^[0-9]{1,7}$/.test(limit)) return Number(limit);
  const share = parseShare(limit);
  return share === undefined ? undefined : Math.floor((rowCount * share) / wholeShare);
}
