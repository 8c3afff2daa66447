import type { Database } from '../database';
import { turningSql } from './review-state';

/** `paid`: every row that counts as paid, in full or in part; `turning`: those of them that the gateway is taking back. */
export type ReviewScope = 'paid' | 'turning';

/** A paid row that is to be read again. */
export type PaidRow = Readonly<{
  line: number;
  attempt: number;
  reference: string;
  invoiceId: string;
  currency: string;
  amountMinor: bigint;
  outcome: 'paid' | 'partially_paid';
  gatewayStatus: string | null;
}>;

const chosen: Readonly<Record<ReviewScope, string>> = {
  paid: `p.state = 'closed' and p.outcome in ('paid', 'partially_paid')`,
  turning: turningSql,
};

const rowsSql = (scope: ReviewScope) => `
  select p.line, p.attempt, p.reference, p.invoice_id as "invoiceId", p.currency, p.amount_minor as "amountMinor",
    p.outcome, p.gateway_status as "gatewayStatus"
  from payouts p
  where p.batch_id = $1 and p.account_id = $2 and p.line > $3 and p.invoice_id is not null and ${chosen[scope]}
  order by p.line limit $4`;

type Asked = Readonly<{ batchId: string; afterLine: number; scope: ReviewScope; rowsMax: number }>;

/** The next paid rows of a batch, by line. */
export async function paidRows(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  { batchId, afterLine, scope, rowsMax }: Asked,
): Promise<readonly PaidRow[]> {
  return db.query<PaidRow>(rowsSql(scope), [batchId, accountId, afterLine, rowsMax]);
}

const beginSql = `
  insert into gateway_calls (account_id, batch_id, line, step, attempt)
  select p.account_id, p.batch_id, p.line, 'settle', p.attempt from payouts p
  where p.batch_id = $1 and p.line = $2 and p.account_id = $3 and p.attempt = $4 and p.invoice_id = $5 and ${chosen.paid}
  returning id`;

/** Writes the journal line of one such read. `undefined`: the row is no longer what it was. */
export async function beginPaidRead(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  batchId: string,
  { line, attempt, invoiceId }: PaidRow,
): Promise<bigint | undefined> {
  const [call] = await db.query<{ id: bigint }>(beginSql, [batchId, line, accountId, attempt, invoiceId]);
  return call?.id;
}
