import type { Database } from './database';

export type StoredRow = Readonly<{
  line: number;
  fileReference: string | null;
  service: string;
  currency: string;
  amountMinor: bigint;
  sealed: Buffer | null;
  keyId: string | null;
}>;

const pageSql = `
  select line, file_reference as "fileReference", service, currency, amount_minor as "amountMinor", sealed, key_id as "keyId"
  from payouts where batch_id = $1 and line > $2 and state <> 'closed' order by line limit $3`;

const rowsAPageMax = 1_000;

/** A batch's open rows in the file's order, sealed, read page by page: a million rows never stand in memory. */
export async function* storedRows(db: Pick<Database, 'query'>, batchId: string): AsyncGenerator<readonly StoredRow[]> {
  let afterLine = 0;
  for (;;) {
    const rows = await db.query<StoredRow>(pageSql, [batchId, afterLine, rowsAPageMax]);
    if (rows.length === 0) return;
    yield rows;
    afterLine = rows.at(-1)?.line ?? Number.MAX_SAFE_INTEGER;
  }
}

export type ServiceNeed = Readonly<{ service: string; currency: string; amountMinor: bigint }>;

/** The services that a batch's open rows name, each with the least amount asked of it. */
export async function serviceNeeds(db: Pick<Database, 'query'>, batchId: string): Promise<readonly ServiceNeed[]> {
  const sql = `
    select service, currency, min(amount_minor) as "amountMinor" from payouts
    where batch_id = $1 and state <> 'closed' group by service, currency order by currency, service`;
  return db.query<ServiceNeed>(sql, [batchId]);
}
