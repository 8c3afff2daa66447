import type { RowState } from '../../domain/outcome';
import type { CallFact, RowFacts } from '../../protocol/row-facts';
import { isUnderWaySql } from '../batch-state';
import type { Database } from '../database';

/** The facts of one row, and what stands against sending it. */
export type LoadedRow = Readonly<{
  facts: RowFacts;
  outcome: string | null;
  problem: string | null;
  /** Its batch lets nothing be sent: a gate of its own is closed, it is still to be checked, or it is over. */
  isBatchHeld: boolean;
  accountGates: number;
}>;

const callsSql = `
  select coalesce(json_agg(json_build_object(
      'id', c.id::text, 'attempt', c.attempt, 'step', c.step, 'httpStatus', c.http_status, 'verdict', c.verdict, 'sawStatus', c.saw_status,
      'sentAtMs', extract(epoch from c.sent_at) * 1000, 'doneAtMs', extract(epoch from c.done_at) * 1000,
      'retryAtMs', extract(epoch from c.retry_at) * 1000) order by c.id), '[]')
  from gateway_calls c
  where c.batch_id = p.batch_id and c.line = p.line and c.attempt >= p.reference_attempt`;

const rowSql = `
  select p.state, p.attempt, p.newest_send as "newestSend", p.outcome, p.problem, p.resolved_as is not null as "isResolved",
    exists (select from gates g where g.batch_id = b.id and g.cause = 'canceled') as "isCanceled",
    not ${isUnderWaySql('b')} or b.gates_standing > 0 as "isBatchHeld", a.gates_standing as "accountGates",
    (extract(epoch from clock_timestamp()) * 1000)::float8 as "nowMs",
    (${callsSql}) as calls
  from payouts p join batches b on b.id = p.batch_id join accounts a on a.id = p.account_id
  where p.batch_id = $1 and p.line = $2 and p.account_id = $3`;

// Asked only of a row that was forbidden something: is it the row, or the account?
const othersSql = `
  select exists (
    select from gateway_calls c
    where c.account_id = $1 and (c.batch_id, c.line) <> ($2, $3) and c.id > $4 and c.step in ('create', 'process')
      and (c.verdict in ('done', 'refused') or c.http_status = 409)
  ) as "othersPass"`;

type CallRow = Omit<CallFact, 'id' | 'doneAtMs' | 'httpStatus' | 'verdict' | 'sawStatus' | 'retryAtMs'> &
  Readonly<{
    id: string;
    attempt: number;
    doneAtMs: number | null;
    httpStatus: number | null;
    verdict: CallFact['verdict'] | null;
    sawStatus: string | null;
    retryAtMs: number | null;
  }>;

type FactsRow = Omit<LoadedRow, 'facts'> &
  Readonly<{
    state: RowState;
    attempt: number;
    isCanceled: boolean;
    isResolved: boolean;
    newestSend: bigint | null;
    nowMs: number;
    calls: readonly CallRow[];
  }>;

const toCall = (call: CallRow): CallFact => ({
  id: BigInt(call.id),
  step: call.step,
  sentAtMs: call.sentAtMs,
  doneAtMs: call.doneAtMs ?? undefined,
  httpStatus: call.httpStatus ?? undefined,
  verdict: call.verdict ?? undefined,
  sawStatus: call.sawStatus ?? undefined,
  retryAtMs: call.retryAtMs ?? undefined,
});

/** Loads what a decision about one row rests on. `undefined`: no such row, or another account's. */
export async function loadRowFacts(
  db: Pick<Database, 'query'>,
  accountId: bigint,
  batchId: string,
  line: number,
): Promise<LoadedRow | undefined> {
  const [row] = await db.query<FactsRow>(rowSql, [batchId, line, accountId]);
  if (row === undefined) return undefined;
  const calls = row.calls.filter(({ attempt }) => attempt === row.attempt).map(toCall);
  const earlierCreates = row.calls.filter(({ attempt, step }) => attempt < row.attempt && step === 'create').map(toCall);
  const forbidden = calls.find((call) => call.step === 'create' && [403, 404, 405].includes(call.httpStatus ?? 0));
  const othersPass = forbidden !== undefined && (await othersPassSince(db, accountId, batchId, line, forbidden.id));
  const { state, nowMs, outcome, problem, isCanceled, isResolved, isBatchHeld, accountGates } = row;
  const newestSend = row.newestSend ?? undefined;
  const facts: RowFacts = { state, newestSend, nowMs, calls, earlierCreates, othersPass, isCanceled, isResolved };
  return { facts, outcome, problem, isBatchHeld, accountGates };
}

async function othersPassSince(db: Pick<Database, 'query'>, accountId: bigint, batchId: string, line: number, callId: bigint) {
  const [answer] = await db.query<{ othersPass: boolean }>(othersSql, [accountId, batchId, line, callId]);
  return answer?.othersPass === true;
}
