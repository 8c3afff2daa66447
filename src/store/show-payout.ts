import type { FinalOutcome, RowState } from '../domain/outcome';
import type { Resolution } from '../domain/resolution';
import type { Step, Verdict } from '../domain/step';
import type { Database } from './database';
import { shownProblemSql } from './resolve/shown-end-sql';

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

/** How an earlier attempt of a payout ended: its reference and invoice are what the gateway can be asked about. */
export type ShownAttempt = Readonly<{
  attempt: number;
  reference: string;
  outcome: FinalOutcome;
  invoiceId: string | null;
  gatewayStatus: string | null;
  problem: string | null;
  finishedAt: Date | null;
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
  /** 1, and one more for each retry of a row that was sent. */
  attempt: number;
  state: RowState;
  outcome: FinalOutcome | null;
  /** What a person has said of it, and who. It is no end while `outcome` is null. */
  resolvedAs: Resolution | null;
  resolvedBy: string | null;
  resolvedAt: Date | null;
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
  /** Oldest first. */
  earlierAttempts: readonly ShownAttempt[];
  calls: readonly ShownCall[];
}>;

const rowsSql = `
  select p.batch_id as "batchId", p.line, p.file_reference as "fileReference", p.root_reference as "rootReference", p.reference, p.service,
    p.currency, p.amount_minor as "amountMinor", p.recipient, p.attempt, p.state, p.outcome, p.resolved_as as "resolvedAs",
    p.resolved_by as "resolvedBy", p.resolved_at as "resolvedAt", p.invoice_id as "invoiceId",
    p.gateway_status as "gatewayStatus", p.resolution, p.amount_paid_minor as "amountPaidMinor", ${shownProblemSql} as problem,
    p.problem_field as "problemField", p.problem_detail as "problemDetail", p.sent_at as "sentAt", p.read_at as "readAt",
    p.finished_at as "finishedAt", p.sealed is null as "detailsErased"
  from payouts p join batches b on b.id = p.batch_id
  where p.account_id = $1 and b.claimed_at is not null
    and ($2 in (p.reference, p.root_reference, p.file_reference) or exists (
      select from earlier_attempts e where e.batch_id = p.batch_id and e.line = p.line and e.reference = $2
    ))
  order by b.claimed_at desc, p.line limit 20`;

const attemptsSql = `
  select attempt, reference, outcome, invoice_id as "invoiceId", gateway_status as "gatewayStatus", problem, finished_at as "finishedAt"
  from earlier_attempts where batch_id = $1 and line = $2 order by attempt`;

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
  for (const row of await db.query<Omit<ShownPayout, 'calls' | 'earlierAttempts'>>(rowsSql, [accountId, reference])) {
    const place = [row.batchId, row.line];
    const earlierAttempts = row.attempt === 1 ? [] : await db.query<ShownAttempt>(attemptsSql, place);
    shown.push({ ...row, earlierAttempts, calls: await db.query<ShownCall>(callsSql, place) });
  }
  return shown;
}
