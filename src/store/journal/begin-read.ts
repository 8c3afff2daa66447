import type { RowState } from '../../domain/outcome';
import type { ReadStep } from '../../domain/step';
import type { Database } from '../database';

export type ReadIntent = Readonly<{ batchId: string; line: number; step: ReadStep }>;

/** The row of a read whose line is written. Reads pass every gate: they move no money. */
export type BegunRead = Readonly<{
  callId: bigint;
  attempt: number;
  state: RowState;
  reference: string;
  invoiceId: string | null;
  gatewayStatus: string | null;
  service: string;
  currency: string;
  amountMinor: bigint;
  /** Since the row's newest send. */
  sentMsAgo: number;
  sealed: Buffer | null;
  keyId: string | null;
}>;

// A look-up is for a row that was sent and has no invoice, a settle for one with; a closed row is not read here.
const beginSql = `
  with asked as (
    select * from unnest($2::text[], $3::int[], $4::text[]) as t(batch_id, line, step)
  ),
  rows as materialized (
    select p.*, asked.step, nextval(pg_get_serial_sequence('gateway_calls', 'id')) as call_id
    from asked join payouts p using (batch_id, line)
    where p.account_id = $1 and p.state not in ('ready', 'closed') and (p.invoice_id is null) = (asked.step = 'look_up')
  ),
  journal as (
    insert into gateway_calls (id, account_id, batch_id, line, step, attempt)
    select call_id, account_id, batch_id, line, step, attempt from rows
  )
  select call_id as "callId", batch_id as "batchId", line, step, attempt, state, reference, invoice_id as "invoiceId",
    gateway_status as "gatewayStatus", service, currency, amount_minor as "amountMinor",
    (extract(epoch from clock_timestamp() - sent_at) * 1000)::float8 as "sentMsAgo", sealed, key_id as "keyId"
  from rows`;

/** One read of one row; no two of one key may be in one statement. */
export const readKey = (read: ReadIntent): string => `${read.batchId}/${read.line}/${read.step}`;

/** Writes the journal lines of reads, all of one account, no two of one key. `undefined` for a row that this step has nothing to ask about any more. */
export async function beginReads(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  intents: readonly ReadIntent[],
): Promise<(BegunRead | undefined)[]> {
  const rows = await db.query<BegunRead & ReadIntent>(beginSql, [
    accountId,
    intents.map((intent) => intent.batchId),
    intents.map((intent) => intent.line),
    intents.map((intent) => intent.step),
  ]);
  const begun = new Map(rows.map((row) => [readKey(row), row]));
  return intents.map((intent) => begun.get(readKey(intent)));
}
