import { type AuditLine, appendAudit } from '../audit';
import type { Database } from '../database';

type Queries = Pick<Database, 'query'>;

export type PayrollAction = 'payroll_create' | 'payroll_update' | 'payroll_delete' | 'payroll_pause' | 'payroll_resume' | 'payroll_run';

export type PayrollAuditEntry = Readonly<{
  accountId: bigint;
  payroll: string;
  action: PayrollAction;
  actor: string;
  why?: string;
  /** Counts, dates and sums: nothing of a recipient. */
  details?: Readonly<Record<string, unknown>>;
}>;

/** Appends what somebody did to a payroll. It has no batch; its account stands in the details, since two accounts may use the same name. */
export async function appendPayrollAudit(
  queries: Queries,
  { accountId, payroll, action, actor, why, details }: PayrollAuditEntry,
): Promise<void> {
  const told = { payroll, account: accountId.toString(), ...details };
  await appendAudit(queries, { actor, action, ...(why !== undefined && { why }), details: told });
}

const listSql = `
  select * from (
    select id, at, actor, action, batch_id as "batchId", line, why, request_id as "requestId", details - 'payroll' - 'account' as details
    from audit where batch_id is null and details->>'payroll' = $2 and details->>'account' = $1::text
    order by id desc limit $3
  ) newest order by id`;

/** What was done to a payroll, the latest lines, oldest first. */
export async function listPayrollAudit(db: Queries, accountId: bigint, payroll: string, linesMax = 1_000): Promise<readonly AuditLine[]> {
  return await db.query<AuditLine>(listSql, [accountId.toString(), payroll, linesMax]);
}
