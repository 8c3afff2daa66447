import type { Database } from '../database';

const restoreSql = `
  with restored as (
    update payouts p
    set state = 'closed', attempt = e.attempt, reference = e.reference, reference_attempt = e.reference_attempt, outcome = e.outcome,
        holds_reference = e.holds_reference, invoice_id = e.invoice_id, gateway_status = e.gateway_status, resolution = e.resolution,
        amount_paid_minor = e.amount_paid_minor, problem = e.problem, problem_field = e.problem_field, problem_detail = e.problem_detail,
        newest_send = e.newest_send, sent_at = e.sent_at, read_at = e.read_at, finished_at = e.finished_at
    from earlier_attempts e
    where p.batch_id = $1 and p.state = 'ready' and p.newest_send is null
      and e.batch_id = p.batch_id and e.line = p.line and e.attempt = p.attempt - 1
    returning p.line, p.attempt
  ),
  gone as (
    delete from earlier_attempts e using restored r where e.batch_id = $1 and e.line = r.line and e.attempt = r.attempt
  )
  select count(*)::int as rows from restored`;

/**
 * Takes back the reopening of rows of which nothing was sent again: each ends as it had ended before. Call it with the batch locked, before
 * rows that were never sent are ended. Returns how many.
 */
export async function restoreEarlierEnds(queries: Pick<Database, 'query'>, batchId: string): Promise<number> {
  const [restored] = await queries.query<{ rows: number }>(restoreSql, [batchId]);
  return restored?.rows ?? 0;
}
