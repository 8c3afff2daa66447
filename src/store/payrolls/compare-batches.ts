import type { Database } from '../database';

/** How a batch differs from the one of the period before, by the file's own references: people, not rows' places. Sums are minor units. */
export type BatchChange = Readonly<{
  before: number;
  after: number;
  added: number;
  removed: number;
  /** People whose amount or currency is another. */
  changed: number;
  totals: readonly Readonly<{ currency: string; beforeMinor: bigint; afterMinor: bigint }>[];
}>;

const peopleSql = `
  with before as (select file_reference, currency, amount_minor from payouts where batch_id = $1),
       after as (select file_reference, currency, amount_minor from payouts where batch_id = $2)
  select (select count(*)::int from before) as before, (select count(*)::int from after) as after,
    count(*) filter (where before.file_reference is null)::int as added,
    count(*) filter (where after.file_reference is null)::int as removed,
    count(*) filter (
      where before.file_reference is not null and after.file_reference is not null
        and (before.currency, before.amount_minor) is distinct from (after.currency, after.amount_minor)
    )::int as changed
  from before full join after using (file_reference)`;

const totalsSql = `
  select currency, coalesce(sum(amount_minor) filter (where batch_id = $1), 0)::bigint as "beforeMinor",
    coalesce(sum(amount_minor) filter (where batch_id = $2), 0)::bigint as "afterMinor"
  from payouts where batch_id in ($1, $2) group by currency order by currency`;

export async function compareBatches(db: Pick<Database, 'query'>, beforeId: string, afterId: string): Promise<BatchChange> {
  const [people] = await db.query<Omit<BatchChange, 'totals'>>(peopleSql, [beforeId, afterId]);
  const totals = await db.query<BatchChange['totals'][number]>(totalsSql, [beforeId, afterId]);
  return { ...(people ?? { before: 0, after: 0, added: 0, removed: 0, changed: 0 }), totals };
}
