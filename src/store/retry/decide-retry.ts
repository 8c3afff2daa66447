import { limits } from '../../domain/limits';
import type { DeclinedRow, RetryChoice } from '../../domain/retry';
import type { Batch } from '../batch';
import type { Database } from '../database';
import { declineRow } from './decline-row';
import { type RetryCandidate, retryCandidates } from './retry-candidates';
import { retryConflicts } from './retry-conflicts';

/** What may be reopened as far as the database knows, and what may not. The gateway has its word besides about rows with `toRead`. */
export type RetryDecision = Readonly<{ rows: readonly RetryCandidate[]; declined: readonly DeclinedRow[]; tooMany: boolean }>;

const byLine = (one: DeclinedRow, other: DeclinedRow): number => one.line - other.line;

/** Decides about every row that a retry asks for, by the rows and the claim. With `lock` the answer holds until the transaction ends. */
export async function decideRetry(
  queries: Pick<Database, 'query'>,
  batch: Batch,
  choice: RetryChoice,
  deadlineMs: number,
  lock = false,
): Promise<RetryDecision> {
  const candidates = await retryCandidates(queries, batch, choice, deadlineMs, lock);
  if (candidates.length > limits.retryRowsMax) return { rows: [], declined: [], tooMany: true };
  const there = new Set(candidates.map(({ line }) => line));
  // A line that is there, and ended otherwise than asked for, was not asked for.
  const missing = choice.outcomes === undefined ? (choice.lines ?? []).filter((line) => !there.has(line)) : [];
  const declined: DeclinedRow[] = missing.map((line) => ({ line, reason: 'no_such_line' }));
  const free: RetryCandidate[] = [];
  for (const row of candidates) {
    const reason = declineRow(row, choice.lines !== undefined);
    if (reason === undefined) free.push(row);
    else declined.push({ line: row.line, reason });
  }
  const conflicts = await retryConflicts(
    queries,
    batch,
    free.map(({ line }) => line),
  );
  const rows = free.filter(({ line }) => !conflicts.has(line));
  for (const { line, problem, otherBatch, otherLine } of conflicts.values()) {
    const reason = problem === 'paid_already' ? 'paid_in_other_batch' : problem;
    declined.push({ line, reason, detail: `batch ${otherBatch}, line ${otherLine}` });
  }
  return { rows, declined: declined.sort(byLine), tooMany: false };
}
