import type { Batch } from './batch';
import type { Database } from './database';
import { fromStoredTotals, type StoredTotals } from './stored-totals';

// Of a running batch whose account is held people read that it waits: that may begin and end at any moment, in every batch at once.
const selectSql = `
  select b.id, b.account_id as "accountId", a.address, a.account, a.mode, b.file_name as "fileName", b.content_hash as "contentHash",
    b.period, case when b.state = 'running' and a.gates_standing > 0 then 'waiting' else b.state end as state, b.round, b.row_count as "rowCount", b.totals, b.policy, b.problems, b.submitted_by as "submittedBy",
    b.stored_at as "storedAt", b.claimed_at as "claimedAt", b.reopened_by as "reopenedBy", b.approved_by as "approvedBy", b.approved_at as "approvedAt",
    b.approval_end as "approvalEnd", b.finished_at as "finishedAt"
  from batches b join accounts a on a.id = b.account_id`;

type Nullable = 'claimedAt' | 'reopenedBy' | 'approvedBy' | 'approvedAt' | 'approvalEnd' | 'finishedAt';
type BatchRow = Omit<Batch, Nullable | 'totals'> & Readonly<{ [Key in Nullable]: Batch[Key] | null }> & Readonly<{ totals: StoredTotals }>;

/** Reads whole batches. `condition` is SQL over `b` (batches) and `a` (accounts), from `where` on. */
export async function selectBatches(db: Pick<Database, 'query'>, condition: string, values: readonly unknown[]): Promise<Batch[]> {
  const rows = await db.query<BatchRow>(`${selectSql} ${condition}`, values);
  return rows.map((row) => ({
    ...row,
    totals: fromStoredTotals(row.totals),
    claimedAt: row.claimedAt ?? undefined,
    reopenedBy: row.reopenedBy ?? undefined,
    approvedBy: row.approvedBy ?? undefined,
    approvedAt: row.approvedAt ?? undefined,
    approvalEnd: row.approvalEnd ?? undefined,
    finishedAt: row.finishedAt ?? undefined,
  }));
}
