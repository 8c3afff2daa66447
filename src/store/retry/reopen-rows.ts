import type { TotalsByCurrency } from '../../domain/sum-by-currency';
import { sumByCurrency } from '../../domain/sum-by-currency';
import type { Batch } from '../batch';
import type { Database } from '../database';
import { closeBatchGate } from '../gates/batch-gates';
import { countFailuresAnew } from '../gates/hold-over-failures';
import { appendNotice } from '../notices/append-notice';
import { showHeldState } from '../show-held-state';

type Queries = Pick<Database, 'query'>;

const renews = `p.outcome in ('failed', 'reversed')`;

// Under one statement's snapshot: what is kept is how the row had ended. Only of a row that was sent, since its calls are that attempt's.
// What the gateway knows an ended invoice of gets a reference of its own; what was never created goes under the same one.
const reopenSql = `
  with kept as (
    insert into earlier_attempts (batch_id, line, attempt, reference, reference_attempt, outcome, holds_reference, invoice_id,
      gateway_status, resolution, amount_paid_minor, problem, problem_field, problem_detail, newest_send, sent_at, read_at, finished_at)
    select batch_id, line, attempt, reference, reference_attempt, outcome, holds_reference, invoice_id,
      gateway_status, resolution, amount_paid_minor, problem, problem_field, problem_detail, newest_send, sent_at, read_at, finished_at
    from payouts p where p.batch_id = $1 and p.line = any($2::int[]) and (p.newest_send is not null or ${renews})
  )
  update payouts p
  set state = 'ready', outcome = null, holds_reference = true,
      attempt = case when p.newest_send is not null or ${renews} then p.attempt + 1 else p.attempt end,
      reference_attempt = case when ${renews} then p.attempt + 1 else p.reference_attempt end,
      reference = case
        when not ${renews} then p.reference
        when p.reference = p.root_reference then p.root_reference || '-r2'
        else p.root_reference || '-r' || (substr(p.reference, length(p.root_reference) + 3)::int + 1)
      end,
      invoice_id = null, gateway_status = null, resolution = null, amount_paid_minor = null,
      problem = null, problem_field = null, problem_detail = null, newest_send = null, sent_at = null, read_at = null, finished_at = null,
      resolved_as = null, resolved_by = null, resolved_at = null
  where p.batch_id = $1 and p.line = any($2::int[]) and p.state = 'closed'
  returning p.line, p.currency, p.amount_minor as "amountMinor"`;

const goOnSql = `update batches set finished_at = null, reopened_by = $2, approval_end = null where id = $1`;

const unapproveSql = 'update batches set approved_by = null, approved_at = null where id = $1';

export type ReopenedRows = Readonly<{
  lines: readonly number[];
  totals: TotalsByCurrency;
  /** Nothing of them is sent before somebody has approved them. */
  awaitsApproval: boolean;
}>;

/**
 * Makes rows that have ended ready to be sent again, and their batch run again. Whether they may be is decided before, in the same
 * transaction: call it with the account's claim lock, the batch and the rows locked.
 */
export async function reopenRows(queries: Queries, batch: Batch, lines: readonly number[], actor: string): Promise<ReopenedRows> {
  type Row = Readonly<{ line: number; currency: string; amountMinor: bigint }>;
  const rows = await queries.query<Row>(reopenSql, [batch.id, lines]);
  if (rows.length !== lines.length) throw new Error(`${lines.length} rows were to be reopened, and ${rows.length} were`);
  await queries.query(goOnSql, [batch.id, actor]);
  // Who retries has seen what failed.
  await countFailuresAnew(queries, batch.id);
  const awaitsApproval = (batch.policy.approval ?? 'none') !== 'none';
  if (awaitsApproval) {
    await closeBatchGate(queries, batch.id, 'approval');
    await queries.query(unapproveSql, [batch.id]);
    await appendNotice(queries, { kind: 'approval_needed', accountId: batch.accountId, batchId: batch.id, details: { rows: rows.length } });
  }
  await showHeldState(queries, batch.id);
  return { lines: rows.map(({ line }) => line).sort((one, other) => one - other), totals: sumByCurrency(rows), awaitsApproval };
}
