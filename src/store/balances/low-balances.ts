import type { Database } from '../database';

/** A currency in which the account has less than a batch has left to send, and since when that is known. */
export type LowBalance = Readonly<{ currency: string; balanceMinor: bigint; leftMinor: bigint; since: Date }>;

/** As the column `low_balances` has it: JSON knows neither integers beyond 2^53 nor dates. */
export type StoredLowBalance = Readonly<{ currency: string; balanceMinor: string; leftMinor: string; since: string }>;

const sql = `select low_balances as low from batches where id = $1 and state not in ('finished', 'refused')`;

/** What was low when the balances were read last. None for a batch that has ended. */
export async function lowBalances(queries: Pick<Database, 'query'>, batchId: string): Promise<readonly LowBalance[]> {
  const [batch] = await queries.query<{ low: readonly StoredLowBalance[] }>(sql, [batchId]);
  return (batch?.low ?? []).map(({ currency, balanceMinor, leftMinor, since }) => ({
    currency,
    balanceMinor: BigInt(balanceMinor),
    leftMinor: BigInt(leftMinor),
    since: new Date(since),
  }));
}
