import { formatAmount } from '../../domain/format-amount';
import { limits } from '../../domain/limits';
import { appendAudit } from '../audit';
import type { Database } from '../database';
import { appendNotice } from '../notices/append-notice';

/** What a later read says of a paid row. `isReversed`: the gateway's own word that the money came back, in full or in part. */
export type PaidRowNews = Readonly<{
  line: number;
  attempt: number;
  invoiceId: string;
  isReversed: boolean;
  gatewayStatus: string;
  resolution: string | undefined;
  problem: string | undefined;
}>;

export type ReversedRow = Readonly<{ line: number; currency: string; amountMinor: bigint; paidMinor: bigint; gatewayStatus: string }>;

// A paid row changes only while it is still the one that was asked about. What stood as its problem was about the payment that is gone.
const writeSql = `
  with asked as (
    select * from unnest($3::int[], $4::int[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::text[])
      as t(line, attempt, invoice_id, is_reversed, gateway_status, resolution, problem)
  ),
  found as (
    select p.line, p.amount_paid_minor as paid_minor, asked.is_reversed, asked.gateway_status, asked.resolution, asked.problem
    from payouts p join asked using (line)
    where p.batch_id = $1 and p.account_id = $2 and p.state = 'closed' and p.outcome in ('paid', 'partially_paid')
      and p.attempt = asked.attempt and p.invoice_id = asked.invoice_id
    for update of p
  ),
  written as (
    update payouts p
    set gateway_status = found.gateway_status,
        resolution = coalesce(found.resolution, p.resolution),
        outcome = case when found.is_reversed then 'reversed' else p.outcome end,
        amount_paid_minor = case when found.is_reversed then 0 else p.amount_paid_minor end,
        problem = case when found.is_reversed then found.problem else coalesce(found.problem, p.problem) end,
        problem_field = case when found.is_reversed then null else p.problem_field end,
        problem_detail = case when found.is_reversed then null else p.problem_detail end,
        finished_at = case when found.is_reversed then clock_timestamp() else p.finished_at end
    from found where p.batch_id = $1 and p.line = found.line
    returning p.line, p.currency, p.amount_minor, found.paid_minor, found.is_reversed, p.gateway_status
  )
  select line, currency, amount_minor as "amountMinor", coalesce(paid_minor, 0) as "paidMinor", gateway_status as "gatewayStatus"
  from written where is_reversed order by line`;

/** Sums by currency as decimal text, of what had been paid. */
function sumsOf(rows: readonly ReversedRow[]): readonly Readonly<{ currency: string; rows: number; amount: string }>[] {
  const currencies = [...new Set(rows.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = rows.filter((row) => row.currency === currency);
    const minor = own.reduce((sum, { paidMinor }) => sum + paidMinor, 0n);
    return { currency, rows: own.length, amount: formatAmount(minor, currency) };
  });
}

/** Writes what a review found, with an audit line for each row that was taken back and one notice of them, in one transaction. */
export async function recordReview(
  db: Pick<Database, 'transaction'>,
  accountId: bigint,
  batchId: string,
  news: readonly PaidRowNews[],
): Promise<readonly ReversedRow[]> {
  if (news.length === 0) return [];
  const column = <Value>(pick: (one: PaidRowNews) => Value | undefined) => news.map((one) => pick(one) ?? null);
  return await db.transaction(async (queries) => {
    const reversed = await queries.query<ReversedRow>(writeSql, [
      batchId,
      accountId,
      column((one) => one.line),
      column((one) => one.attempt),
      column((one) => one.invoiceId),
      column((one) => one.isReversed),
      column((one) => one.gatewayStatus),
      column((one) => one.resolution),
      column((one) => one.problem),
    ]);
    if (reversed.length === 0) return reversed;
    for (const { line, currency, paidMinor, gatewayStatus } of reversed) {
      const details = { currency, paid: formatAmount(paidMinor, currency), gatewayStatus };
      await appendAudit(queries, { actor: 'payrun', action: 'reverse', batchId, line, details });
    }
    const inPart = reversed.filter(({ gatewayStatus }) => gatewayStatus !== 'canceled').length;
    const lines = reversed.slice(0, limits.problemLinesShownMax).map(({ line }) => line);
    const details = { rows: reversed.length, inPart, lines, sums: sumsOf(reversed) };
    await appendNotice(queries, { kind: 'rows_reversed', accountId, batchId, details });
    return reversed;
  });
}
