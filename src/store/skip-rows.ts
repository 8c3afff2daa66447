import type { RowIssue } from '../domain/row-issue';
import type { Database } from './database';

const skipSql = `
  update payouts p
  set state = 'closed', outcome = 'not_attempted', skipped = true, holds_reference = false, finished_at = clock_timestamp(),
      problem = found.problem, problem_field = found.field, problem_detail = found.detail
  from unnest($2::int[], $3::text[], $4::text[], $5::text[]) as found(line, problem, field, detail)
  where p.batch_id = $1 and p.line = found.line and p.state = 'ready' and p.newest_send is null
    and exists (select from batches b where b.id = $1 and b.state = 'checking')`;

const countSql = 'select count(*)::int as rows from payouts where batch_id = $1 and skipped';

/** Leaves out rows of a batch that is being checked, each with its first issue, which is masked. Rows that have moved on stay as they are. */
export async function skipRows(db: Pick<Database, 'query'>, batchId: string, issues: readonly RowIssue[]): Promise<void> {
  await db.query(skipSql, [
    batchId,
    issues.map(({ line }) => line),
    issues.map(({ code }) => code),
    issues.map(({ column }) => column ?? null),
    issues.map(({ expected, got }) => `expected ${expected}, got ${got}`),
  ]);
}

/** How many rows of a batch its policy has left out. */
export async function skippedRows(db: Pick<Database, 'query'>, batchId: string): Promise<number> {
  const [count] = await db.query<{ rows: number }>(countSql, [batchId]);
  return count?.rows ?? 0;
}
