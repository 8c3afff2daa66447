import { type ProblemPolicy, skippedRowsMax } from '../domain/problem-policy';
import type { FileCheck } from './file-check';

export type FileVerdict =
  | Readonly<{ kind: 'pass' }>
  /** The rows with problems, `file.skippable`, are left out, and the others may be paid. */
  | Readonly<{ kind: 'skip' }>
  /** `why`, if it is not simply that there are problems. */
  | Readonly<{ kind: 'refuse'; why: string | undefined }>;

/** What a policy makes of a checked file. A row can be left out only if its amount can be read, or no report would add up to the file. */
export function fileVerdict(
  { issues, blockingIssues, skippable, rowCount }: Pick<FileCheck, 'issues' | 'blockingIssues' | 'skippable' | 'rowCount'>,
  { onProblem, maxSkipped = '0' }: ProblemPolicy,
): FileVerdict {
  if (issues.total === 0) return { kind: 'pass' };
  if (onProblem === 'refuse') return { kind: 'refuse', why: undefined };
  if (blockingIssues > 0) {
    const which = blockingIssues === 1 ? '1 problem is' : `${blockingIssues} problems are`;
    return { kind: 'refuse', why: `${which} not of a row that can be left out: the amount or the whole line cannot be read` };
  }
  const skippedMax = skippedRowsMax(maxSkipped, rowCount) ?? 0;
  if (skippable.rows > skippedMax) {
    const most = maxSkipped === String(skippedMax) ? maxSkipped : `${skippedMax} (${maxSkipped})`;
    return { kind: 'refuse', why: `${skippable.rows} of ${rowCount} rows have problems, and at most ${most} may be skipped` };
  }
  return skippable.rows === rowCount ? { kind: 'refuse', why: 'every row has a problem, so that none is left to pay' } : { kind: 'skip' };
}
