import type { Database } from '../database';
import { restoreEarlierEnds } from '../retry/restore-earlier-ends';

const neverSentSql = `
  with ended as (
    update payouts
    set state = 'closed', outcome = 'not_attempted', problem = 'canceled', holds_reference = false, finished_at = clock_timestamp()
    where batch_id = $1 and state = 'ready' and newest_send is null
    returning 1
  )
  select count(*)::int as rows from ended`;

// Credentials, address or method were wrong, or nothing left this machine: the gateway has made nothing. A line without a verdict proves nothing.
const provedUncreatedSql = `
  with ended as (
    update payouts p
    set state = 'closed', outcome = 'rejected', problem = 'canceled', holds_reference = p.reference <> p.root_reference, finished_at = clock_timestamp()
    where p.batch_id = $1 and p.state = 'creating' and p.invoice_id is null
      and not exists (
        select from gateway_calls c
        where c.batch_id = p.batch_id and c.line = p.line and c.attempt = p.attempt and c.step = 'create'
          and coalesce(c.verdict, 'ambiguous') not in ('misconfigured', 'unavailable'))
    returning 1
  )
  select count(*)::int as rows from ended`;

/** `as_before`: rows that were reopened and not sent again, which ended as they had ended before. */
export type EndedRows = Readonly<{ not_attempted: number; rejected: number; as_before?: number }>;

/**
 * Ends the rows of a cancelled batch that the gateway cannot know: never sent, or each send proved to have created nothing. Call it with
 * the batch locked and its gate closed, so that no send gets its journal line meanwhile. All other rows are followed to their end.
 */
export async function endUnsentRows(queries: Pick<Database, 'query'>, batchId: string): Promise<EndedRows> {
  const restored = await restoreEarlierEnds(queries, batchId);
  const [neverSent] = await queries.query<{ rows: number }>(neverSentSql, [batchId]);
  const [provedUncreated] = await queries.query<{ rows: number }>(provedUncreatedSql, [batchId]);
  const ended = { not_attempted: neverSent?.rows ?? 0, rejected: provedUncreated?.rows ?? 0 };
  return restored === 0 ? ended : { ...ended, as_before: restored };
}

const canceledSql = `
  select b.id from batches b where b.id = $1 and exists (select from gates g where g.batch_id = b.id and g.cause = 'canceled') for update`;

/** Once more for a batch that was cancelled: a create that was under way then may have been refused since. */
export async function endCanceledRows(db: Pick<Database, 'transaction'>, batchId: string): Promise<void> {
  await db.transaction(async (queries) => {
    if ((await queries.query(canceledSql, [batchId])).length > 0) await endUnsentRows(queries, batchId);
  });
}
