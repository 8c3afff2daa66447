import type { PayCalendar } from '../../domain/pay-calendar';
import type { Database } from '../database';
import type { Payroll, PayrollPolicy, PayrollSource } from './payroll';
import { appendPayrollAudit } from './payroll-audit';
import { endRunsOfDeleted } from './payroll-runs';

type Queries = Pick<Database, 'query'>;

export type NewPayroll = Readonly<{
  accountId: bigint;
  name: string;
  calendar: PayCalendar;
  source: PayrollSource;
  policy: PayrollPolicy;
  actor: string;
  /** The moment for which its dates were looked at: what falls due from then on counts. Now, if absent. */
  countsFrom?: Date;
}>;

// A name that was deleted may be used again; its runs stay, so that no period of it is paid twice. By another rule, or other first and last
// days, days that have gone by would become pay days that nobody ran; with other holidays, another shift or another hour a period that nobody
// ran is still to be told.
const saveSql = `
  insert into payrolls (account_id, name, calendar, source, policy, created_by, counts_from)
  values ($1, $2, $3, $4, $5, $6, coalesce($7::timestamptz, clock_timestamp()))
  on conflict (account_id, name) do update
  set calendar = excluded.calendar, source = excluded.source, policy = excluded.policy,
      created_by = case when payrolls.deleted_at is null then payrolls.created_by else excluded.created_by end,
      counts_from = case
        when payrolls.deleted_at is null
          and payrolls.calendar - '{at,timezone,shift,weekend,holidays}'::text[]
            = excluded.calendar - '{at,timezone,shift,weekend,holidays}'::text[]
        then payrolls.counts_from else excluded.counts_from end,
      deleted_at = null`;

const deleteSql = `
  update payrolls set deleted_at = clock_timestamp() where account_id = $1 and name = $2 and deleted_at is null returning name`;

const selectSql = `
  select account_id as "accountId", name, calendar, source, policy, created_by as "createdBy", created_at as "createdAt",
    counts_from as "countsFrom"
  from payrolls where account_id = $1 and deleted_at is null`;

// JSON has no integers beyond 2^53, so sums are stored as text.
type StoredPolicy = Omit<PayrollPolicy, 'ceilings' | 'maxChange'> &
  Readonly<{ ceilings: readonly Readonly<{ currency: string; amountMinor: string }>[]; maxChange: number | null }>;

function toStored({ ceilings, maxChange, duplicates }: PayrollPolicy): StoredPolicy {
  const asText = ceilings.map(({ currency, amountMinor }) => ({ currency, amountMinor: amountMinor.toString() }));
  return { ceilings: asText, maxChange: maxChange ?? null, duplicates };
}

function toPolicy({ ceilings, maxChange, duplicates }: StoredPolicy): PayrollPolicy {
  const sums = ceilings.map(({ currency, amountMinor }) => ({ currency, amountMinor: BigInt(amountMinor) }));
  return { ceilings: sums, maxChange: maxChange ?? undefined, duplicates };
}

/** Makes a payroll, or changes the one of this name. Call it in the transaction of whatever else changes, with its audit line. */
export async function savePayroll(queries: Queries, payroll: NewPayroll): Promise<void> {
  const { accountId, name, calendar, source, policy, actor, countsFrom } = payroll;
  const stored = [JSON.stringify(calendar), JSON.stringify(source), JSON.stringify(toStored(policy))];
  await queries.query(saveSql, [accountId, name, ...stored, actor, countsFrom ?? null]);
}

/**
 * Forgets a payroll; what it has paid stays, and runs that have no batch yet end without one. Returns the periods of these; `undefined`: there
 * is no such payroll.
 */
export async function deletePayroll(
  db: Pick<Database, 'transaction'>,
  { accountId, name, actor, why }: Readonly<{ accountId: bigint; name: string; actor: string; why?: string }>,
): Promise<readonly string[] | undefined> {
  return await db.transaction(async (queries) => {
    if ((await queries.query(deleteSql, [accountId, name])).length === 0) return undefined;
    const ended = await endRunsOfDeleted(queries, accountId, name);
    const because = why === undefined ? {} : { why };
    const details = ended.length === 0 ? {} : { ended };
    await appendPayrollAudit(queries, { accountId, payroll: name, action: 'payroll_delete', actor, ...because, details });
    return ended;
  });
}

async function select(db: Queries, condition: string, values: readonly unknown[]): Promise<Payroll[]> {
  const rows = await db.query<Omit<Payroll, 'policy'> & { policy: StoredPolicy }>(`${selectSql} ${condition}`, values);
  return rows.map((row) => ({ ...row, policy: toPolicy(row.policy) }));
}

export async function findPayroll(db: Queries, accountId: bigint, name: string): Promise<Payroll | undefined> {
  return (await select(db, 'and name = $2', [accountId, name]))[0];
}

export async function listPayrolls(db: Queries, accountId: bigint): Promise<readonly Payroll[]> {
  return await select(db, 'order by name', [accountId]);
}
