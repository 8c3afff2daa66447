import type { Database } from '../database';

// While a probe is out, the next one is due only after the longest time that it can take.
const takeSql = `
  update gates set probes = probes + 1, next_probe = clock_timestamp() + $2::int * interval '1 millisecond'
  where account_id = $1
    and not exists (select from gates other where other.account_id = $1 and other.next_probe > clock_timestamp())
  returning id`;

/**
 * Takes the account's probe, if one is due: true for one caller only, however many ask at the same moment.
 * `probeTimeMs`: how long the probe's request may take.
 */
export async function takeProbe(db: Database, accountId: bigint, probeTimeMs: number): Promise<boolean> {
  return db.transaction(async (queries) => {
    await queries.query('select id from accounts where id = $1 for update', [accountId]);
    const taken = await queries.query(takeSql, [accountId, probeTimeMs]);
    return taken.length > 0;
  });
}
