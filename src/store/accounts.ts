import type { Database } from './database';

/** One account at one gateway, as batches belong to it. The embedded sandbox's address is the word `sandbox`, whatever its port. */
export type AccountIdentity = Readonly<{ address: string; account: string; mode: 'test' | 'live' }>;

const getOrCreateSql = `
  with made as (
    insert into accounts (address, account, mode) select $1, $2, $3
    where not exists (select from accounts where address = $1 and account = $2 and mode = $3)
    on conflict do nothing returning id
  ),
  account as (
    select id from made union all select id from accounts where address = $1 and account = $2 and mode = $3
  ),
  claims as (
    insert into account_claims (account_id) select id from account on conflict do nothing
  )
  select id from account`;

/** The account's id; its rows are made at the first call. */
export async function accountId(db: Pick<Database, 'query'>, { address, account, mode }: AccountIdentity): Promise<bigint> {
  // Whoever loses the race to insert sees no row in that statement's snapshot, and finds it in the next one's.
  for (let attempt = 1; attempt <= 3; attempt++) {
    const [row] = await db.query<{ id: bigint }>(getOrCreateSql, [address, account, mode]);
    if (row !== undefined) return row.id;
  }
  throw new Error('the account was made and is not there');
}

/** Whose account it is. */
export async function accountIdentity(db: Pick<Database, 'query'>, id: bigint): Promise<AccountIdentity> {
  const [found] = await db.query<AccountIdentity>('select address, account, mode from accounts where id = $1', [id]);
  if (found === undefined) throw new Error(`there is no account ${id}`);
  return found;
}
