import type { FinalOutcome, RowState } from '../domain/outcome';
import type { Step, Verdict } from '../domain/step';
import type { Database } from './database';

/** One line of a payout's journal. Without a verdict nobody saw its answer. */
export type ShownCall = Readonly<{
  id: bigint;
  attempt: number;
  step: Step;
  sentAt: Date;
  doneAt: Date | null;
  httpStatus: number | null;
  verdict: Verdict | null;
  sawStatus: string | null;
  durationMs: number | null;
  /** More than 1: reads that were folded into this line, the last at `lastSentAt`. */
  calls: number;
  lastSentAt: Date | null;
}>;

/** A payout as a person may see it, and everything that was asked of the gateway about it, oldest first. */
export type ShownPayout = Readonly<{
  batchId: string;
  line: number;
  fileReference: string | null;
  rootReference: string;
  reference: string;
  service: string;
  currency: string;
  amountMinor: bigint;
  /** Masked. */
  recipient: string;
  state: RowState;
  outcome: FinalOutcome | null;
  invoiceId: string | null;
  gatewayStatus: string | null;
  resolution: string | null;
  amountPaidMinor: bigint | null;
  problem: string | null;
  problemField: string | null;
  problemDetail: string | null;
  sentAt: Date | null;
  readAt: Date | null;
  finishedAt: Date | null;
  detailsErased: boolean;
  calls: readonly ShownCall[];
}>;

const rowsSql = `
  select p.batch_id as "batchId", p.line, p.file_reference as "fileReference", p.root_reference as "rootReference", p.reference, p.service,
    p.currency, p.amount_minor as "amountMinor", p.recipient, p.state, p.outcome, p.invoice_id as "invoiceId",
    p.gateway_status as "gatewayStatus", p.resolution, p.amount_paid_minor as "amountPaidMinor", p.problem,
    p.problem_field as "problemField", p.problem_detail as "problemDetail", p.sent_at as "sentAt", p.read_at as "readAt",
    p.finished_at as "finishedAt", p.sealed is null as "detailsErased"
  from payouts p join batches b on b.id = p.batch_id
  where p.account_id = $1 and $2 in (p.reference, p.root_reference, p.file_reference) and b.claimed_at is not null
  order by b.claimed_at desc, p.line limit 20`;

const callsSql = `
  select id, attempt, step, sent_at as "sentAt", done_at as "doneAt", http_status as "httpStatus", verdict, saw_status as "sawStatus",
    duration_ms as "durationMs", calls, last_sent_at as "lastSentAt"
  from gateway_calls where batch_id = $1 and line = $2 order by id`;

/**
 * The payouts that a reference may mean: as it was sent, before a retry's suffix, or as the file has it; newest batch first. Usually one;
 * several where a file's references come again with each pay period.
 */
export async function showPayout(db: Pick<Database, 'query'>, accountId: bigint, reference: string): Promise<readonly ShownPayout[]> {
  const shown: ShownPayout[] = [];
  for (const row of await db.query<Omit<ShownPayout, 'calls'>>(rowsSql, [accountId, reference])) {
    shown.push({ ...row, calls: await db.query<ShownCall>(callsSql, [row.batchId, row.line]) });
  }
  return shown;
}
