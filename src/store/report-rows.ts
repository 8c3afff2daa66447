import type { FinalOutcome } from '../domain/outcome';
import type { Resolution } from '../domain/resolution';
import type { Database } from './database';
import { shownProblemSql } from './resolve/shown-end-sql';

/** One row as a report needs it. */
export type StoredReportRow = Readonly<{
  line: number;
  /** The file's own; null where the file has none. */
  fileReference: string | null;
  rootReference: string;
  /** The one that was sent last, if one was. */
  reference: string;
  service: string;
  currency: string;
  amountMinor: bigint;
  /** Masked. */
  recipient: string;
  invoiceId: string | null;
  /** Null while the row is open. */
  outcome: FinalOutcome | null;
  /** What a person has said of a row that is open still. */
  resolvedAs: Resolution | null;
  /** A create or process was begun, so it may have reached the gateway. */
  mayHaveBeenSent: boolean;
  gatewayStatus: string | null;
  resolution: string | null;
  amountPaidMinor: bigint | null;
  problem: string | null;
  problemField: string | null;
  problemDetail: string | null;
  /** Creates and processes that the journal has. */
  attempts: number;
  finishedAt: Date | null;
}>;

const pageSql = `
  select p.line, p.file_reference as "fileReference", p.root_reference as "rootReference",
    case when p.attempt > 1 and p.sent_at is null then (
      select e.reference from earlier_attempts e where e.batch_id = p.batch_id and e.line = p.line order by e.attempt desc limit 1
    ) else p.reference end as reference, p.service, p.currency,
    p.amount_minor as "amountMinor", p.recipient, p.invoice_id as "invoiceId", p.outcome,
    case when p.state <> 'closed' then p.resolved_as end as "resolvedAs", p.newest_send is not null or p.attempt > 1 as "mayHaveBeenSent",
    p.gateway_status as "gatewayStatus", p.resolution, p.amount_paid_minor as "amountPaidMinor", ${shownProblemSql} as problem,
    p.problem_field as "problemField", p.problem_detail as "problemDetail", coalesce(sends.attempts, 0)::int as attempts,
    p.finished_at as "finishedAt"
  from payouts p
  left join lateral (
    select sum(calls) as attempts from gateway_calls c
    where c.batch_id = p.batch_id and c.line = p.line and c.step in ('create', 'process')
  ) as sends on true
  where p.batch_id = $1 and p.line > $2 order by p.line limit $3`;

const pageRows = 1_000;

/** Every row of a batch once, in the file's order, a page at a time: a report of any length takes the same memory. */
export async function* reportRows(db: Pick<Database, 'query'>, batchId: string): AsyncGenerator<StoredReportRow> {
  let afterLine = 0;
  for (;;) {
    const rows = await db.query<StoredReportRow>(pageSql, [batchId, afterLine, pageRows]);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageRows) return;
    afterLine = last.line;
  }
}
