import type { PlainDate } from '../../domain/pay-calendar';
import type { Database } from '../database';
import type { PayrollRun, Pickup } from './payroll';

type Queries = Pick<Database, 'query'>;

type Period = Readonly<{ accountId: bigint; payroll: string; period: string }>;

const columns = `payroll, period, pay_date::text as "payDate", due_at as "dueAt", state, batch_id as "batchId", roster, pickup, details,
  asked_by as "askedBy", changed_at as "changedAt"`;

type RunRow = Omit<PayrollRun, 'payDate' | 'batchId' | 'roster' | 'pickup'> &
  Readonly<{ payDate: string | null; batchId: string | null; roster: number | null; pickup: Pickup | null }>;

const toRun = (row: RunRow): PayrollRun => ({
  ...row,
  payDate: row.payDate ?? undefined,
  batchId: row.batchId ?? undefined,
  roster: row.roster ?? undefined,
  pickup: row.pickup ?? undefined,
});

const sentFrom = (batch: string) =>
  `exists (select from payouts p where p.batch_id = ${batch} and (p.newest_send is not null or p.attempt > 1))`;

/**
 * Of the batch that it paid from nothing was ever sent, so that a person may have the period run again: it has ended so, or is a draft again,
 * which whoever submitted its file by hand has given up.
 */
export const unsent = `not exists (
    select from batches b
    where b.id = payroll_runs.batch_id and b.claimed_at is not null and (b.state not in ('refused', 'finished') or ${sentFrom('b.id')}))`;

// A run that was refused or missed begins anew, with the roster that there is now, or with none until its file is picked up; one that is
// under way keeps its own. Of a payroll that is deleted just now, none begins after its runs were ended.
const beginSql = `
  insert into payroll_runs (account_id, payroll, period, pay_date, due_at, state, roster, asked_by)
  select account_id, name, $3, $4::date, $5::timestamptz, 'running',
    case when $8::text = 'newest' then (select max(version) from rosters where account_id = $1 and payroll = $2) end, $6
  from payrolls where account_id = $1 and name = $2 and deleted_at is null for share
  on conflict (account_id, payroll, period) do update
  set state = 'running', batch_id = null, details = '{}', asked_by = excluded.asked_by,
      roster = case when $8::text = 'kept' then payroll_runs.roster else excluded.roster end,
      pickup = case when $8::text = 'kept' then payroll_runs.pickup end, changed_at = clock_timestamp()
  where payroll_runs.state in ('refused', 'missed') or ($7 and payroll_runs.state = 'paid_from' and ${unsent})`;

const findSql = `select ${columns} from payroll_runs where account_id = $1 and payroll = $2 and period = $3`;

const listSql = `select ${columns} from payroll_runs where account_id = $1 and payroll = $2 order by due_at desc, period desc limit $3`;

const endSql = `
  update payroll_runs set state = $4, batch_id = $5, details = $6, changed_at = clock_timestamp()
  where account_id = $1 and payroll = $2 and period = $3 and state in ('running', 'missed') returning period`;

// What it was to be paid from is forgotten: a payroll of the same name begins with a file of its own.
const endAllSql = `
  update payroll_runs set state = 'refused', roster = null, pickup = null, details = '{"why": "deleted"}', changed_at = clock_timestamp()
  where account_id = $1 and payroll = $2 and state = 'running' returning period`;

const missSql = `
  insert into payroll_runs (account_id, payroll, period, pay_date, due_at, state, asked_by)
  values ($1, $2, $3, $4, $5, 'missed', 'payrun')
  on conflict (account_id, payroll, period) do update set state = 'missed', details = '{"stopped": true}', changed_at = clock_timestamp()
  where payroll_runs.state = 'running' and payroll_runs.changed_at < $6 returning period`;

/** Which file a run that begins takes: the newest roster, one that is yet to be picked up, or the one that was. */
export type RunFile = 'newest' | 'awaited' | 'kept';

export type RunRequest = Period &
  Readonly<{ payDate: PlainDate | undefined; dueAt: Date; askedBy: string; isByHand: boolean; file?: RunFile }>;

/**
 * Begins the period's run, or finds it: there is one for each period of a payroll, whoever asks and however often. Only one that is
 * `running` may go on to pay. A person (`isByHand`) may also begin one anew of whose batch nothing was sent. `undefined`: the payroll is deleted.
 */
export async function beginRun(db: Queries, request: RunRequest): Promise<PayrollRun | undefined> {
  const { accountId, payroll, period, payDate, dueAt, askedBy, isByHand, file = 'newest' } = request;
  await db.query(beginSql, [accountId, payroll, period, payDate ?? null, dueAt, askedBy, isByHand, file]);
  return await findRun(db, request);
}

export async function findRun(db: Queries, { accountId, payroll, period }: Period): Promise<PayrollRun | undefined> {
  const [row] = await db.query<RunRow>(findSql, [accountId, payroll, period]);
  return row && toRun(row);
}

/** The run as it is until the end of the transaction: nobody else ends it, or begins it anew. */
export async function lockRun(queries: Queries, { accountId, payroll, period }: Period): Promise<PayrollRun | undefined> {
  const [row] = await queries.query<RunRow>(`${findSql} for update`, [accountId, payroll, period]);
  return row && toRun(row);
}

/** The run of a payroll that a batch is paid for, if it is one's. */
export async function findRunOfBatch(db: Queries, batchId: string): Promise<PayrollRun | undefined> {
  const [row] = await db.query<RunRow>(`select ${columns} from payroll_runs where batch_id = $1 limit 1`, [batchId]);
  return row && toRun(row);
}

/** The newest first. */
export async function listRuns(db: Queries, accountId: bigint, payroll: string, runsMax = 100): Promise<readonly PayrollRun[]> {
  return (await db.query<RunRow>(listSql, [accountId, payroll, runsMax])).map(toRun);
}

export type RunEnd = Readonly<{ details?: Readonly<Record<string, unknown>> }> &
  (Readonly<{ state: 'paid_from'; batchId: string }> | Readonly<{ state: 'refused' }>);

/** Ends a run that is under way, also one that was taken for missed. False: it has ended already. */
export async function endRun(queries: Queries, { accountId, payroll, period }: Period, end: RunEnd): Promise<boolean> {
  const batchId = end.state === 'paid_from' ? end.batchId : null;
  const values = [accountId, payroll, period, end.state, batchId, JSON.stringify(end.details ?? {})];
  return (await queries.query(endSql, values)).length > 0;
}

/** Ends every run of a deleted payroll that is under way, so that none of them pays. Returns their periods. */
export async function endRunsOfDeleted(queries: Queries, accountId: bigint, payroll: string): Promise<readonly string[]> {
  return (await queries.query<{ period: string }>(endAllSql, [accountId, payroll])).map(({ period }) => period);
}

/** `stoppedBefore`: a run that has changed nothing since then is not expected to. */
type Miss = Period & Readonly<{ payDate: PlainDate | undefined; dueAt: Date; stoppedBefore: Date }>;

/** Notes a period that nobody ran in its time, or of which the run has stopped. False: there is another run of it. */
export async function missRun(queries: Queries, { accountId, payroll, period, payDate, dueAt, stoppedBefore }: Miss): Promise<boolean> {
  const values = [accountId, payroll, period, payDate ?? null, dueAt, stoppedBefore];
  return (await queries.query(missSql, values)).length > 0;
}

// A batch that is refused, or still waits for approval, must not become the measure by which the next one looks as usual. A period of long ago
// that is run late has only later ones to be measured by, and is not to go by unseen.
const beforeSql = `
  select r.batch_id as "batchId", r.roster
  from payroll_runs r, (select due_at from payroll_runs where account_id = $1 and payroll = $2 and period = $3) asked
  where r.account_id = $1 and r.payroll = $2 and r.period <> $3 and r.state = 'paid_from'
  order by ${sentFrom('r.batch_id')} desc, r.due_at < asked.due_at desc, abs(extract(epoch from r.due_at - asked.due_at)), r.period desc
  limit 1`;

/** What a period was paid from: its batch, and the roster that it was made of. */
export type PaidPeriod = Readonly<{ batchId: string; roster: number | undefined }>;

/** The last period that this payroll paid before that one, or the next after it; one of which nothing was sent only where there is no other. */
export async function paidPeriodBefore(db: Queries, { accountId, payroll, period }: Period): Promise<PaidPeriod | undefined> {
  const [row] = await db.query<{ batchId: string; roster: number | null }>(beforeSql, [accountId, payroll, period]);
  return row && { batchId: row.batchId, roster: row.roster ?? undefined };
}
