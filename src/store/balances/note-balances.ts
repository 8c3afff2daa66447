import { formatAmount } from '../../domain/format-amount';
import type { TotalsByCurrency } from '../../domain/sum-by-currency';
import type { Database } from '../database';
import { appendNotice } from '../notices/append-notice';
import { type LowBalance, lowBalances, type StoredLowBalance } from './low-balances';

type Queries = Pick<Database, 'query'>;

// Nothing is to be sent while a gate stands, and an account in trouble is not to be asked more than its probes do.
const takeTurnSql = `
  update batches b set balances_read_at = clock_timestamp()
  from accounts a
  where b.id = $1 and a.id = b.account_id and b.state in ('running', 'waiting') and b.gates_standing + a.gates_standing = 0
    and (b.balances_read_at is null or b.balances_read_at <= clock_timestamp() - $2::float8 * interval '1 millisecond')
  returning b.id`;

// What was sent to be paid has been taken from the balance, or soon is.
const leftSql = `
  select currency, sum(amount_minor)::text as minor from payouts
  where batch_id = $1 and state in ('ready', 'creating', 'created') group by currency`;

/**
 * What a batch has left to send, for the one caller whose turn it is to read the account's balances: `everyMs` apart, and only while
 * something may be sent. `undefined`: nobody reads now.
 */
export async function takeBalanceTurn(db: Queries, batchId: string, everyMs: number): Promise<TotalsByCurrency | undefined> {
  if ((await db.query(takeTurnSql, [batchId, everyMs])).length === 0) return undefined;
  const left = await db.query<{ currency: string; minor: string }>(leftSql, [batchId]);
  return Object.fromEntries(left.map(({ currency, minor }) => [currency, BigInt(minor)]));
}

type Shortage = Readonly<{ currency: string; balanceMinor: bigint; wantedMinor: bigint }>;

/** Keeps what is low now. A currency that was not low before is told once, until it has recovered. */
export async function noteBalances(db: Database, batchId: string, shortages: readonly Shortage[]): Promise<void> {
  await db.transaction(async (queries) => {
    const [batch] = await queries.query<{ accountId: bigint }>('select account_id as "accountId" from batches where id = $1 for update', [
      batchId,
    ]);
    const before = await lowBalances(queries, batchId);
    if (batch === undefined || (before.length === 0 && shortages.length === 0)) return;
    const low = shortages.map(({ currency, balanceMinor, wantedMinor: leftMinor }): LowBalance => {
      const since = before.find((known) => known.currency === currency)?.since ?? new Date();
      return { currency, balanceMinor, leftMinor, since };
    });
    await queries.query('update batches set low_balances = $2 where id = $1', [batchId, JSON.stringify(low.map(stored))]);
    const isNew = ({ currency }: LowBalance) => !before.some((known) => known.currency === currency);
    for (const balance of low.filter(isNew)) {
      await appendNotice(queries, { kind: 'balance_low', accountId: batch.accountId, batchId, details: told(balance) });
    }
  });
}

const stored = ({ currency, balanceMinor, leftMinor, since }: LowBalance): StoredLowBalance => ({
  currency,
  balanceMinor: balanceMinor.toString(),
  leftMinor: leftMinor.toString(),
  since: since.toISOString(),
});

const told = ({ currency, balanceMinor, leftMinor }: LowBalance) => ({
  currency,
  balance: formatAmount(balanceMinor, currency),
  left: formatAmount(leftMinor, currency),
});
