import { limits } from '../../domain/limits';
import type { FinalOutcome, RowState } from '../../domain/outcome';
import type { RetryChoice } from '../../domain/retry';
import type { Batch } from '../batch';
import type { Database } from '../database';
import { pastDeadlineSql } from '../rounds/past-deadline';

/** An invoice of a row that must still be as it was when its attempt ended: failed for good, or taken back. */
export type InvoiceToRead = Readonly<{ attempt: number; was: 'failed' | 'reversed' }>;

/** A row that somebody wants to reopen, with all that the answer hangs on but the claim and the gateway. */
export type RetryCandidate = Readonly<{
  line: number;
  state: RowState;
  outcome: FinalOutcome | null;
  currency: string;
  amountMinor: bigint;
  isUnknown: boolean;
  /** A person has said so while it was unknown; it has ended otherwise since. */
  saidToBePaid: boolean;
  skipped: boolean;
  erased: boolean;
  gatewayStatus: string | null;
  /** Another payout had its reference at the gateway. */
  referenceTaken: boolean;
  hasInvoice: boolean;
  /** 1 for the root reference, 2 for `-r2`. */
  referenceNumber: number;
  /** A send of it has no answer yet and may still be on its way. */
  underWay: boolean;
  toRead: readonly InvoiceToRead[];
}>;

const toReadSql = `
  select coalesce(json_agg(json_build_object('attempt', attempt, 'was', was) order by attempt), '[]') from (
    select p.attempt, p.outcome as was where p.outcome in ('failed', 'reversed') and p.invoice_id is not null
    union all
    select e.attempt, e.outcome from earlier_attempts e
    where e.batch_id = p.batch_id and e.line = p.line and e.outcome in ('failed', 'reversed') and e.invoice_id is not null
  ) as invoices`;

const selectSql = `
  select p.line, p.state, p.outcome, p.currency, p.amount_minor as "amountMinor", p.skipped, p.sealed is null as erased,
    p.gateway_status as "gatewayStatus", p.invoice_id is not null as "hasInvoice",
    p.state <> 'closed' and ${pastDeadlineSql('$5')} as "isUnknown",
    p.resolved_as is not distinct from 'paid' as "saidToBePaid",
    case when p.reference = p.root_reference then 1 else substr(p.reference, length(p.root_reference) + 3)::int end as "referenceNumber",
    coalesce(p.problem = 'reference_taken', false) or exists (
      select from gateway_calls c
      where c.batch_id = p.batch_id and c.line = p.line and c.attempt >= p.reference_attempt and c.step = 'create' and c.http_status = 409
    ) as "referenceTaken",
    exists (
      select from gateway_calls c
      where c.batch_id = p.batch_id and c.line = p.line and c.step in ('create', 'process') and c.verdict is null
        and c.sent_at > clock_timestamp() - $6::float8 * interval '1 millisecond'
    ) as "underWay",
    (${toReadSql}) as "toRead"
  from payouts p
  where p.batch_id = $1 and p.account_id = $2
    and ($3::int[] is null or p.line = any($3)) and ($4::text[] is null or p.outcome = any($4))
  order by p.line limit $7`;

/**
 * The rows of a batch that a retry asks for, in the file's order, one more than may be retried at once at most. A row is unknown
 * `deadlineMs` after its last send. `lock` keeps them as they are until the transaction ends.
 */
export async function retryCandidates(
  queries: Pick<Database, 'query'>,
  { id, accountId }: Pick<Batch, 'id' | 'accountId'>,
  { lines, outcomes }: RetryChoice,
  deadlineMs: number,
  lock = false,
): Promise<readonly RetryCandidate[]> {
  const values = [id, accountId, lines ?? null, outcomes ?? null, deadlineMs, limits.senderAliveMaxMs, limits.retryRowsMax + 1];
  return queries.query<RetryCandidate>(lock ? `${selectSql} for update of p` : selectSql, values);
}
