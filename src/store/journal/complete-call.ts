import type { FinalOutcome, RowState } from '../../domain/outcome';
import type { Step, Verdict } from '../../domain/step';
import type { Database } from '../database';

/** What an answer changes in its row; what is left out stays as it is, an empty text clears. `problemDetail` is masked already. */
export type RowChange = Readonly<{
  state?: RowState;
  outcome?: FinalOutcome;
  invoiceId?: string;
  gatewayStatus?: string;
  resolution?: string;
  amountPaidMinor?: bigint;
  problem?: string;
  problemField?: string;
  problemDetail?: string;
}>;

/** The end of a call's journal line, and what it means for its row. */
export type CompletedCall = Readonly<{
  callId: bigint;
  batchId: string;
  line: number;
  verdict: Verdict;
  httpStatus: number | undefined;
  sawStatus: string | undefined;
  retryAfterMs: number | undefined;
  durationMs: number;
  change: RowChange;
}>;

/**
 * A read writes only while the row still has the attempt and the invoice that it asked about; a send while it is the row's newest and no
 * read has taken the row further: a late `created` must not bring back a row that is known to be on its way.
 */
export type ReadFence = Readonly<{ attempt: number; invoiceId: string | null }>;

export type CompletionResult = Readonly<{
  /** False: the row has moved on since, and the answer changed only the journal. */
  rowWritten: boolean;
  /** The account's streaks and gates as they stand, so that only a change of weather costs a statement. */
  troubleInARow: number;
  unavailableInARow: number;
  accountGates: number;
}>;

/** With what the line and its row are about; the money is that of a row that was written. */
export type CompletedLine = CompletionResult & Readonly<{ step: Step; currency: string | null; amountMinor: bigint | null }>;

type CompletedRow = CompletedLine & Readonly<{ callId: bigint }>;

const asked = `
  select * from unnest($1::bigint[], $2::text[], $3::int[], $4::text[], $5::int[], $6::text[], $7::int[], $8::int[],
      $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bigint[], $15::text[], $16::text[], $17::text[],
      $18::int[], $19::text[], $20::boolean[])
    as t(call_id, batch_id, line, verdict, http_status, saw_status, retry_after_ms, duration_ms,
      state, outcome, invoice_id, gateway_status, resolution, amount_paid_minor, problem, problem_field, problem_detail,
      fence_attempt, fence_invoice, is_read)`;

// A line is completed once: a second completion of the same line (a frozen attempt that thawed) changes nothing. A database put back to
// an old copy gives numbers out again, so that a number alone may be another row's line.
const completeSql = `
  with asked as (${asked}),
  journal as (
    update gateway_calls c
    set done_at = clock_timestamp(), verdict = asked.verdict, http_status = asked.http_status, saw_status = asked.saw_status,
        duration_ms = asked.duration_ms,
        retry_at = clock_timestamp() + asked.retry_after_ms * interval '1 millisecond'
    from asked
    where c.id = asked.call_id and c.batch_id = asked.batch_id and c.line = asked.line and c.verdict is null
    returning c.id, c.account_id, c.sent_at, c.step
  ),
  written as (
    update payouts p
    set state = coalesce(asked.state, p.state),
        outcome = coalesce(asked.outcome, p.outcome),
        invoice_id = coalesce(asked.invoice_id, p.invoice_id),
        gateway_status = coalesce(asked.gateway_status, p.gateway_status),
        resolution = coalesce(asked.resolution, p.resolution),
        amount_paid_minor = coalesce(asked.amount_paid_minor, p.amount_paid_minor),
        problem = nullif(coalesce(asked.problem, p.problem), ''),
        problem_field = nullif(coalesce(asked.problem_field, p.problem_field), ''),
        problem_detail = nullif(coalesce(asked.problem_detail, p.problem_detail), ''),
        read_at = case when asked.is_read and asked.verdict in ('done', 'absent') then journal.sent_at else p.read_at end,
        finished_at = case when asked.state = 'closed' then clock_timestamp() else p.finished_at end,
        holds_reference = p.holds_reference and (coalesce(asked.outcome, '') <> 'rejected' or p.reference <> p.root_reference)
    from asked join journal on journal.id = asked.call_id
    where p.batch_id = asked.batch_id and p.line = asked.line and p.state <> 'closed'
      and case when asked.is_read
        then p.attempt = asked.fence_attempt and p.invoice_id is not distinct from asked.fence_invoice
        else p.newest_send = asked.call_id and p.state in ('creating', 'starting') end
    returning asked.call_id, p.currency, p.amount_minor
  )
  select asked.call_id as "callId", written.call_id is not null as "rowWritten",
    journal.step, written.currency, written.amount_minor as "amountMinor",
    a.trouble_in_a_row as "troubleInARow", a.unavailable_in_a_row as "unavailableInARow", a.gates_standing as "accountGates"
  from asked join journal on journal.id = asked.call_id join accounts a on a.id = journal.account_id
    left join written on written.call_id = asked.call_id`;

/** One call to complete; `fence` for a read only. */
export type Completion = Readonly<{ call: CompletedCall; fence: ReadFence | undefined }>;

/** Completes journal lines and writes their rows, fenced, in one statement. `undefined` for a line that was completed before. */
export async function completeCalls(
  db: Pick<Database, 'query'>,
  completions: readonly Completion[],
): Promise<(CompletedLine | undefined)[]> {
  const sorted = [...completions].sort(({ call: a }, { call: b }) =>
    a.batchId < b.batchId ? -1 : a.batchId > b.batchId ? 1 : a.line - b.line,
  );
  const column = <Value>(pick: (completion: Completion) => Value | undefined) => sorted.map((completion) => pick(completion) ?? null);
  const rows = await db.query<CompletedRow>(completeSql, [
    column(({ call }) => call.callId),
    column(({ call }) => call.batchId),
    column(({ call }) => call.line),
    column(({ call }) => call.verdict),
    column(({ call }) => call.httpStatus),
    column(({ call }) => call.sawStatus),
    column(({ call }) => call.retryAfterMs),
    column(({ call }) => Math.round(call.durationMs)),
    column(({ call }) => call.change.state),
    column(({ call }) => call.change.outcome),
    column(({ call }) => call.change.invoiceId),
    column(({ call }) => call.change.gatewayStatus),
    column(({ call }) => call.change.resolution),
    column(({ call }) => call.change.amountPaidMinor),
    column(({ call }) => call.change.problem),
    column(({ call }) => call.change.problemField),
    column(({ call }) => call.change.problemDetail),
    column(({ fence }) => fence?.attempt),
    column(({ fence }) => fence?.invoiceId),
    column(({ fence }) => fence !== undefined),
  ]);
  const results = new Map(rows.map((row) => [row.callId, row]));
  return completions.map(({ call }) => results.get(call.callId));
}
