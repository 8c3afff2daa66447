import type { RowState } from '../../domain/outcome';
import type { SendStep } from '../../domain/step';
import { isUnderWaySql } from '../batch-state';
import type { Database } from '../database';

/** A send that wants its journal line, and the row as the attempt saw it when it decided to send. */
export type SendIntent = Readonly<{
  batchId: string;
  line: number;
  step: SendStep;
  seenState: RowState;
  seenNewestSend: bigint | undefined;
  /** Only if the row's newest send is younger than this, by the database's clock. */
  newestSendAgeMaxMs?: number;
}>;

/** The row of a send whose line is written. `callId` is the attempt's fence. */
export type BegunSend = Readonly<{
  callId: bigint;
  attempt: number;
  reference: string;
  invoiceId: string | null;
  service: string;
  currency: string;
  amountMinor: bigint;
  sealed: Buffer | null;
  keyId: string | null;
}>;

type BegunRow = BegunSend & Readonly<{ batchId: string; line: number; step: SendStep }>;

const sendingState = { create: 'creating', process: 'starting' } as const;

/** Which rows may be sent: `parents` holds the batches under way whose gates stand open, locked against change. */
const parentsSql = (whose: string) => `
  select b.id as batch_id from batches b join accounts a on a.id = b.account_id
  where b.id in (select batch_id from asked) and a.id = $1
    and ${isUnderWaySql('b')} and b.gates_standing = 0${whose}
  for share of a, b`;

const openParents = parentsSql(' and a.gates_standing = 0');

/** A probe passes the account's gate, not the batch's: its caller has taken the probe's turn. */
const probedParents = parentsSql('');

/**
 * One statement: the gates, the rows' marks and the journal lines. A row is marked only if it still is as the attempt saw it
 * (checked again under its lock), and only a marked row gets a line: so a line is there before any request, and never without one.
 */
const beginSql = (parents: string, probe: boolean) => `
  with asked as (
    select * from unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::int[])
      as t(batch_id, line, step, sending_state, seen_state, seen_newest_send, age_max_ms)
  ),
  parents as materialized (${parents}),
  marked as (
    update payouts p
    set state = asked.sending_state,
        newest_send = nextval(pg_get_serial_sequence('gateway_calls', 'id')),
        sent_at = clock_timestamp()
    from asked join parents using (batch_id)
    where p.batch_id = asked.batch_id and p.line = asked.line and p.account_id = $1
      and p.state = asked.seen_state and p.newest_send is not distinct from asked.seen_newest_send
      and p.resolved_as is null
      and (asked.age_max_ms is null or p.sent_at > clock_timestamp() - asked.age_max_ms * interval '1 millisecond')
    returning p.*, asked.step
  ),
  journal as (
    insert into gateway_calls (id, account_id, batch_id, line, step, attempt, probe, sent_at)
    select newest_send, account_id, batch_id, line, step, attempt, ${probe}, sent_at from marked
  )
  select newest_send as "callId", batch_id as "batchId", line, step, attempt, reference, invoice_id as "invoiceId", service, currency,
    amount_minor as "amountMinor", sealed, key_id as "keyId"
  from marked`;

const sql = { open: beginSql(openParents, false), probe: beginSql(probedParents, true) } as const;

/** One send of one row. No two of one key may be in one statement: both would take the same line for theirs, and send twice. */
export const sendKey = (send: Pick<SendIntent, 'batchId' | 'line' | 'step'>): string => `${send.batchId}/${send.line}/${send.step}`;

/**
 * Writes the journal lines of `intents` (all of one account, no two of one key) and marks their rows. Answers in the order asked; `undefined` means
 * that nothing may be sent: a gate is closed, the batch is not checked or is over, the row has moved on, a person has said how it ended, or
 * it is another account's.
 */
export async function beginSends(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  intents: readonly SendIntent[],
  through: 'open' | 'probe' = 'open',
): Promise<(BegunSend | undefined)[]> {
  // Two workers that mark the same rows take their locks in the same order.
  const sorted = [...intents].sort((a, b) => (a.batchId < b.batchId ? -1 : a.batchId > b.batchId ? 1 : a.line - b.line));
  const rows = await db.query<BegunRow>(sql[through], [
    accountId,
    sorted.map((intent) => intent.batchId),
    sorted.map((intent) => intent.line),
    sorted.map((intent) => intent.step),
    sorted.map((intent) => sendingState[intent.step]),
    sorted.map((intent) => intent.seenState),
    sorted.map((intent) => intent.seenNewestSend ?? null),
    sorted.map((intent) => intent.newestSendAgeMaxMs ?? null),
  ]);
  const begun = new Map(rows.map((row) => [sendKey(row), row]));
  return intents.map((intent) => begun.get(sendKey(intent)));
}
