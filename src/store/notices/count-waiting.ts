import type { Database } from '../database';

const countSql = `
  select count(*)::int as waiting, coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float8 as "oldestSeconds"
  from notices where account_id = $1 and ended is null`;

/** The account's notices that are neither delivered nor given up. */
export async function countWaiting(
  db: Pick<Database, 'query'>,
  accountId: bigint,
): Promise<Readonly<{ waiting: number; oldestSeconds: number }>> {
  const [counted] = await db.query<{ waiting: number; oldestSeconds: number }>(countSql, [accountId]);
  return counted ?? { waiting: 0, oldestSeconds: 0 };
}
