import type { FinalOutcome } from '../../domain/outcome';
import { appendAudit } from '../audit';
import type { Database } from '../database';

/** An end that the gateway does not bear out any more, and what it says instead; `outcome` is null where that is no end. */
export type OtherEnd = Readonly<{
  batchId: string;
  line: number;
  attempt: number;
  invoiceId: string;
  was: 'failed' | 'reversed';
  outcome: FinalOutcome | null;
  gatewayStatus: string;
  resolution: string | null;
  amountPaidMinor: bigint | null;
  problem: string | null;
}>;

// A person had called it failed before the gateway did, which takes that back: what is open now is unknown, and its report must not say failed.
const takenBack = `$7::text is null and p.resolved_as = 'failed'`;

// Whatever it says, nothing is ever sent for this invoice again: an open row is only watched.
const writeSql = `
  update payouts p
  set state = case when $7::text is null then 'settling' else 'closed' end, outcome = $7, gateway_status = $8, resolution = $9,
      amount_paid_minor = $10, problem = $11, problem_field = null, problem_detail = null,
      finished_at = case when $7::text is not null then clock_timestamp() end,
      resolved_as = case when ${takenBack} then null else p.resolved_as end,
      resolved_by = case when ${takenBack} then null else p.resolved_by end,
      resolved_at = case when ${takenBack} then null else p.resolved_at end
  where batch_id = $1 and line = $2 and account_id = $3 and state = 'closed' and attempt = $4 and invoice_id = $5 and outcome = $6
  returning line`;

const noteSql = `
  update payouts set problem = 'end_contradicted', problem_field = null, problem_detail = $4
  where batch_id = $1 and line = $2 and account_id = $3 and state = 'closed' returning line`;

/**
 * The gateway's word about an attempt that had ended for good by its own word: the row says what it says now, and what it may have paid is
 * held as paid from then on. Of an earlier attempt only a problem is left on the row. With its audit line, in one transaction.
 */
export async function noteOtherEnd(db: Pick<Database, 'transaction'>, accountId: bigint, other: OtherEnd): Promise<void> {
  const { batchId, line, attempt, was, outcome, gatewayStatus } = other;
  await db.transaction(async (queries) => {
    const values = [batchId, line, accountId, attempt, other.invoiceId, was, outcome, gatewayStatus];
    const news = [other.resolution, other.amountPaidMinor, other.problem];
    const written = await queries.query(writeSql, [...values, ...news]);
    if (written.length === 0) await queries.query(noteSql, [batchId, line, accountId, `attempt ${attempt} reads ${gatewayStatus}`]);
    const details = { attempt, was, gatewayStatus, ...(outcome !== null && { outcome }) };
    await appendAudit(queries, { actor: 'payrun', action: 'gateway_says_otherwise', batchId, line, details });
  });
}
