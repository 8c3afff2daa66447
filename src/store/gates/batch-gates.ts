import type { AccountCause, BatchCause } from '../../domain/outcome';
import type { Database } from '../database';

const closeSql = `
  with gate as (
    insert into gates (batch_id, cause) select $1, $2 where not exists (select from gates where batch_id = $1 and cause = $2) returning 1
  )
  update batches set gates_standing = gates_standing + 1 where id = $1 and exists (select from gate) returning id`;

const openSql = `
  with gone as (delete from gates where batch_id = $1 and cause = $2 returning 1)
  update batches set gates_standing = gates_standing - 1 where id = $1 and exists (select from gone) returning id`;

type Queries = Pick<Database, 'query'>;

const lockBatch = (queries: Queries, batchId: string) => queries.query('select id from batches where id = $1 for update', [batchId]);

/** Puts a cause against a batch's sends; once it returns, no later journal line of the batch is a send. True if it did not stand before. */
export async function closeBatchGate(queries: Queries, batchId: string, cause: BatchCause): Promise<boolean> {
  await lockBatch(queries, batchId);
  return (await queries.query(closeSql, [batchId, cause])).length > 0;
}

/** Removes a cause. True if it stood. */
export async function openBatchGate(queries: Queries, batchId: string, cause: BatchCause): Promise<boolean> {
  await lockBatch(queries, batchId);
  return (await queries.query(openSql, [batchId, cause])).length > 0;
}

/** The causes of a batch's own, in the order in which they came. */
export async function causesOfBatch(queries: Queries, batchId: string): Promise<readonly BatchCause[]> {
  const rows = await queries.query<{ cause: BatchCause }>('select cause from gates where batch_id = $1 order by id', [batchId]);
  return rows.map(({ cause }) => cause);
}

export type StandingGate = Readonly<{ cause: BatchCause | AccountCause; since: Date; nextProbeInMs: number | undefined }>;

const standingSql = `
  select g.cause, g.since, (extract(epoch from g.next_probe - clock_timestamp()) * 1000)::float8 as "nextProbeInMs"
  from batches b join gates g on g.batch_id = b.id or g.account_id = b.account_id
  where b.id = $1 and b.state not in ('finished', 'refused') order by g.id`;

/** Every cause that stands against sending a batch's rows, its account's included. None for a batch that has ended: it has nothing to send. */
export async function standingGates(queries: Queries, batchId: string): Promise<readonly StandingGate[]> {
  const rows = await queries.query<{ cause: StandingGate['cause']; since: Date; nextProbeInMs: number | null }>(standingSql, [batchId]);
  return rows.map((row) => ({ ...row, nextProbeInMs: row.nextProbeInMs === null ? undefined : Math.max(0, Math.ceil(row.nextProbeInMs)) }));
}
