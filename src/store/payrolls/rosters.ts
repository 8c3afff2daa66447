import type { TotalsByCurrency } from '../../domain/sum-by-currency';
import type { DataKeys } from '../data-keys';
import type { Database } from '../database';
import { openBox, sealBox } from '../sealed-box';
import { fromStoredTotals, type StoredTotals, toStoredTotals } from '../stored-totals';

type Queries = Pick<Database, 'query'>;

type RosterFacts = Readonly<{ fileName: string; contentHash: string; rowCount: number; totals: TotalsByCurrency; storedBy: string }>;

/** A checked file that a payroll pays from, without its bytes. */
export type Roster = RosterFacts & Readonly<{ version: number; storedAt: Date }>;

/** A checked file that is to be stored, and what seals it. */
export type NewRoster = Readonly<{ keys: DataKeys; facts: RosterFacts; bytes: Buffer }>;

type Place = Readonly<{ accountId: bigint; payroll: string }>;

// The payroll's row is locked first, so that two files stored at once get two numbers.
const lockSql = 'select name from payrolls where account_id = $1 and name = $2 for update';

const insertSql = `
  insert into rosters (account_id, payroll, version, file_name, content_hash, row_count, totals, stored_by, sealed, key_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

const newestSql = 'select coalesce(max(version), 0)::int as newest from rosters where account_id = $1 and payroll = $2';

const selectSql = `
  select version, file_name as "fileName", content_hash as "contentHash", row_count as "rowCount", totals, stored_by as "storedBy",
    stored_at as "storedAt"
  from rosters where account_id = $1 and payroll = $2`;

const boxPlace = ({ accountId, payroll }: Place, version: number) => ['roster', accountId.toString(), payroll, version.toString()];

/** Locks a payroll until the end of the transaction; take this lock before one of its runs'. */
export async function lockPayroll(queries: Queries, { accountId, payroll }: Place): Promise<void> {
  await queries.query(lockSql, [accountId, payroll]);
}

/** Stores a checked file as the payroll's next roster, sealed. Returns its version. */
export async function storeRoster(queries: Queries, keys: DataKeys, place: Place, facts: RosterFacts, bytes: Buffer): Promise<number> {
  const { accountId, payroll } = place;
  await lockPayroll(queries, place);
  const [found] = await queries.query<{ newest: number }>(newestSql, [accountId, payroll]);
  const version = (found?.newest ?? 0) + 1;
  const totals = toStoredTotals(facts.totals);
  const { fileName, contentHash, rowCount, storedBy } = facts;
  const sealed = sealBox(bytes, boxPlace(place, version), keys.sealing);
  const described = [fileName, contentHash, rowCount, JSON.stringify(totals), storedBy];
  await queries.query(insertSql, [accountId, payroll, version, ...described, sealed, keys.sealing.id]);
  return version;
}

type RosterRow = Omit<Roster, 'totals'> & Readonly<{ totals: StoredTotals }>;

/** A roster of a payroll: that version, or the newest. */
export async function findRoster(db: Queries, { accountId, payroll }: Place, version?: number): Promise<Roster | undefined> {
  const condition = version === undefined ? 'order by version desc limit 1' : 'and version = $3';
  const values = [accountId, payroll, ...(version === undefined ? [] : [version])];
  const [row] = await db.query<RosterRow>(`${selectSql} ${condition}`, values);
  if (row === undefined) return undefined;
  return { ...row, totals: fromStoredTotals(row.totals) };
}

/** The roster's file, byte for byte. @throws SealBroken when its key is not at hand */
export async function openRoster(db: Queries, keys: DataKeys, place: Place, version: number): Promise<Buffer> {
  const [box] = await db.query<{ sealed: Buffer; keyId: string }>(
    'select sealed, key_id as "keyId" from rosters where account_id = $1 and payroll = $2 and version = $3',
    [place.accountId, place.payroll, version],
  );
  if (box === undefined) throw new Error(`payroll ${place.payroll} has no roster ${version}`);
  return openBox(box.sealed, box.keyId, boxPlace(place, version), keys);
}
