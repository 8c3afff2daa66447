import type { Database } from '../database';

const restoreSql = `
  with restored as (
    update payouts p
    set state = 'closed', attempt = e.attempt, reference = e.reference, reference_attempt = e.reference_attempt, outcome = e.outcome,
        holds_reference = e.holds_reference, invoice_id = e.invoice_id, gateway_status = e.gateway_status, resolution = e.resolution,
        amount_paid_minor = e.amount_paid_minor, problem = e.problem, problem_field = e.problem_field, problem_detail = e.problem_detail,
        newest_send = e.newest_send, sent_at = e.sent_at, read_at = e.read_at, finished_at = e.finished_at
    from earlier_attempts e
    where p.batch_id = $1 and coalesce(p.outcome, p.state) = $2 and p.newest_send is null
      and e.batch_id = p.batch_id and e.line = p.line and e.attempt = p.attempt - 1
    returning p.line, p.attempt
  ),
  gone as (
    delete from earlier_attempts e using restored r where e.batch_id = $1 and e.line = r.line and e.attempt = r.attempt
  )
  select line from restored`;

// It was taken off the row so that the row could be sent, and stands in the audit. A statement of its own: it is no news of the row's end.
const saidSql = `
  update payouts p set resolved_as = said.as, resolved_by = said.by, resolved_at = said.at
  from (
    select distinct on (a.line) a.line, a.details ->> 'as' as as, a.actor as by, a.at
    from audit a join payouts r on r.batch_id = a.batch_id and r.line = a.line
    where a.batch_id = $1 and a.line = any($2::int[]) and a.action = 'resolve' and a.at between r.sent_at and r.finished_at
    order by a.line, a.id desc
  ) as said
  where p.batch_id = $1 and p.line = said.line`;

/**
 * Takes back the reopening of rows of which nothing was sent again: each ends as it had ended before, with what a person had said of it. Call
 * it with the batch locked: for `ready` rows before those that were never sent are ended, for `not_attempted` ones after rows were skipped.
 * Returns how many.
 */
export async function restoreEarlierEnds(
  queries: Pick<Database, 'query'>,
  batchId: string,
  rows: 'ready' | 'not_attempted' = 'ready',
): Promise<number> {
  const lines = (await queries.query<{ line: number }>(restoreSql, [batchId, rows])).map(({ line }) => line);
  if (lines.length > 0) await queries.query(saidSql, [batchId, lines]);
  return lines.length;
}
