import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../src/store/database';

export type StoredRows = Readonly<{ accountId: bigint; batchId: string; lines: readonly number[] }>;

/** A claimed batch of `rows` rows of USD 10.00, lines 2 and up, of an account of its own. Details are left unsealed. */
export async function storeRows(db: Database, rows: number): Promise<StoredRows> {
  const batchId = `batch-${randomUUID()}`;
  const [account] = await db.query<{ id: bigint }>(
    `insert into accounts (address, account, mode) values ($1, 'coma_test', 'test') returning id`,
    [`https://${batchId}.test`],
  );
  const accountId = account?.id ?? 0n;
  await db.query('insert into account_claims values ($1)', [accountId]);
  await db.query(
    `insert into batches (id, account_id, file_name, content_hash, row_count, totals, submitted_by, claimed_at, state)
     values ($1, $2, 'rows.csv', $3, $4, $5, 'ann', clock_timestamp(), 'running')`,
    [batchId, accountId, createHash('sha256').update(batchId).digest('hex'), rows, JSON.stringify({ USD: String(rows * 1_000) })],
  );
  const lines = Array.from({ length: rows }, (_, index) => index + 2);
  await db.query(
    `insert into payouts (batch_id, line, account_id, root_reference, reference, service, currency, amount_minor, recipient, fingerprint)
     select $1, line, $2, $1 || '-' || line, $1 || '-' || line, 'card', 'USD', 1000, '****0000', '\\x00'::bytea from unnest($3::int[]) as line`,
    [batchId, accountId, lines],
  );
  return { accountId, batchId, lines };
}
