import type { Database } from '../database';

/** An ended attempt that is asked about once more. */
export type EndReadIntent = Readonly<{ batchId: string; line: number; attempt: number }>;

export type BegunEndRead = Readonly<{
  callId: bigint;
  /** The line's time, as the database writes it. */
  sentAt: string;
  invoiceId: string;
  reference: string;
  currency: string;
  amountMinor: bigint;
}>;

const beginSql = `
  with asked as (
    select p.account_id, p.batch_id, p.line, p.currency, p.amount_minor, $4::int as attempt,
      coalesce(e.invoice_id, p.invoice_id) as invoice_id, coalesce(e.reference, p.reference) as reference
    from payouts p left join earlier_attempts e on e.batch_id = p.batch_id and e.line = p.line and e.attempt = $4
    where p.batch_id = $2 and p.line = $3 and p.account_id = $1 and p.state = 'closed' and (e.attempt is not null or p.attempt = $4)
  ),
  journal as (
    insert into gateway_calls (account_id, batch_id, line, step, attempt)
    select account_id, batch_id, line, 'settle', attempt from asked where invoice_id is not null
    returning id, sent_at
  )
  select journal.id as "callId", journal.sent_at::text as "sentAt", invoice_id as "invoiceId", reference, currency, amount_minor as "amountMinor" from asked, journal`;

/** Writes the journal line of a read of an attempt that has ended. `undefined`: it is open again, or has no invoice. */
export async function beginEndRead(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  { batchId, line, attempt }: EndReadIntent,
): Promise<BegunEndRead | undefined> {
  return (await db.query<BegunEndRead>(beginSql, [accountId, batchId, line, attempt]))[0];
}
