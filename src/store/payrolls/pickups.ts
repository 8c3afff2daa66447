import type { Database } from '../database';
import type { Payroll, PayrollRun, Pickup } from './payroll';
import { findRoster, lockPayroll, type NewRoster, storeRoster } from './rosters';

type Queries = Pick<Database, 'query'>;
type Of = Pick<Payroll, 'accountId' | 'name'>;

const awaiting = `account_id = $1 and payroll = $2 and period = $3 and state = 'running' and roster is null`;

/** Which run of its payroll it is, and what it waits for: shown to people. `until` is ISO 8601. */
export type Awaited = Readonly<{ awaits: string; until: string }>;

/** Notes what a run waits for. */
export async function noteAwaited(db: Queries, { accountId, name }: Of, period: string, awaited: Awaited): Promise<void> {
  const sql = `update payroll_runs set details = $4 where ${awaiting} and details <> $4::jsonb`;
  await db.query(sql, [accountId, name, period, JSON.stringify(awaited)]);
}

/** Notes which file a run is about to be refused for. */
export async function notePickup(db: Queries, { accountId, name }: Of, period: string, pickup: Pickup): Promise<void> {
  await db.query(`update payroll_runs set pickup = $4 where ${awaiting}`, [accountId, name, period, JSON.stringify(pickup)]);
}

/**
 * Seals a file from a folder as the roster of a period's run, with the note that it was taken: both or neither, and once. From then on the
 * file in the folder says nothing any more. False: the run has one already, or has ended.
 */
export async function takeForRun(
  db: Pick<Database, 'transaction'>,
  { accountId, name }: Of,
  period: string,
  { keys, facts, bytes, pickup }: NewRoster & Readonly<{ pickup: Pickup }>,
): Promise<boolean> {
  return await db.transaction(async (queries) => {
    await lockPayroll(queries, { accountId, payroll: name });
    const locked = await queries.query(`select period from payroll_runs where ${awaiting} for update`, [accountId, name, period]);
    if (locked.length === 0) return false;
    const version = await storeRoster(queries, keys, { accountId, payroll: name }, facts, bytes);
    const sql = `
      update payroll_runs set roster = $4, pickup = $5, details = '{}', changed_at = clock_timestamp()
      where account_id = $1 and payroll = $2 and period = $3`;
    await queries.query(sql, [accountId, name, period, version, JSON.stringify(pickup)]);
    return true;
  });
}

/** Notes where a run's file is to be put, before it is moved. False: the run is no longer that one. */
export async function noteMove(
  db: Queries,
  { accountId, name }: Of,
  { period, state, pickup }: Pick<PayrollRun, 'period' | 'state' | 'pickup'>,
  movedTo: string,
): Promise<boolean> {
  const sql = `
    update payroll_runs set pickup = pickup || $6::jsonb
    where account_id = $1 and payroll = $2 and period = $3 and state = $4 and pickup = $5::jsonb returning period`;
  const values = [accountId, name, period, state, JSON.stringify(pickup), JSON.stringify({ movedTo })];
  return (await db.query(sql, values)).length > 0;
}

/** The run's own file as the database has it, if it was picked up. */
export async function pickedHash(
  db: Queries,
  { accountId, name }: Of,
  { roster }: Pick<PayrollRun, 'roster'>,
): Promise<string | undefined> {
  return roster === undefined ? undefined : (await findRoster(db, { accountId, payroll: name }, roster))?.contentHash;
}

/** The file that a batch was made from, if it lay in a folder. */
export async function pickupOfBatch(db: Queries, batchId: string): Promise<Pickup | undefined> {
  const sql = 'select pickup from payroll_runs where batch_id = $1 and pickup is not null limit 1';
  return (await db.query<{ pickup: Pickup }>(sql, [batchId]))[0]?.pickup;
}
