import { limits } from '../domain/limits';
import { skippedRowsMax } from '../domain/problem-policy';
import type { RowIssue } from '../domain/row-issue';
import type { Batch } from '../store/batch';
import { skippedRows, skipRows } from '../store/skip-rows';
import type { BatchDependencies } from './batch-dependencies';
import { liveProblems } from './live-problems';

/** What the check of a batch's rows came to. `problems` are the first that refuse it; none: the batch may run, without `skipped` rows. */
export type CheckedRows = Readonly<{ problems: readonly RowIssue[]; skipped: number }>;

/**
 * Checks a batch's open rows under its policy. `refuse`: any problem refuses the batch. `skip`: rows with problems are left out, page by
 * page, until there are more of them than the policy allows, those of the submission among them; then the batch is refused too. An
 * attempt that is cut off and run again goes on: what is left out stays so, and is counted.
 */
export async function checkRows(deps: BatchDependencies, { id, policy, rowCount }: Batch): Promise<CheckedRows> {
  const skips = policy.onProblem === 'skip';
  // A policy that cannot be read allows nothing.
  const skippedMax = skips ? (skippedRowsMax(policy.maxSkipped ?? '0', rowCount) ?? 0) : 0;
  let skipped = skips ? await skippedRows(deps.db, id) : 0;
  const problems: RowIssue[] = [];
  for await (const rows of liveProblems(deps, id)) {
    if (rows.length === 0) continue;
    problems.push(...rows.flat().slice(0, limits.batchProblemsKeptMax - problems.length));
    if (skipped + rows.length <= skippedMax) {
      await skipRows(
        deps.db,
        id,
        rows.flatMap(([first]) => (first === undefined ? [] : [first])),
      );
      skipped += rows.length;
    } else if (skips || problems.length >= limits.batchProblemsKeptMax) {
      return { problems, skipped };
    }
  }
  return { problems: skips ? [] : problems, skipped };
}
