import type { Database } from './database';

/** Something that somebody did. `details` and `why` carry no recipient, account or card. */
export type AuditEntry = Readonly<{
  actor: string;
  action: string;
  batchId?: string;
  line?: number;
  why?: string;
  /** Who asks twice with the same id has done it once. */
  requestId?: string;
  details?: Readonly<Record<string, unknown>>;
}>;

export type AuditLine = Readonly<{
  id: bigint;
  at: Date;
  actor: string;
  action: string;
  batchId: string | null;
  line: number | null;
  why: string | null;
  requestId: string | null;
  details: Readonly<Record<string, unknown>>;
}>;

const appendSql = `
  insert into audit (actor, action, batch_id, line, why, request_id, details) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (request_id) do nothing returning id`;

const listSql = `
  select id, at, actor, action, batch_id as "batchId", line, why, request_id as "requestId", details
  from audit where ($1::text is null or batch_id = $1) and id > $2 order by id limit $3`;

/** Appends a line. False: this request id has been written before, so what it asked for has been done or decided. */
export async function appendAudit(db: Pick<Database, 'query'>, entry: AuditEntry): Promise<boolean> {
  const { actor, action, batchId, line, why, requestId, details } = entry;
  const values = [actor, action, batchId ?? null, line ?? null, why ?? null, requestId ?? null, JSON.stringify(details ?? {})];
  return (await db.query(appendSql, values)).length > 0;
}

/** What came under this request id has been done before. */
export async function wasAsked(db: Pick<Database, 'query'>, requestId: string): Promise<boolean> {
  return (await db.query('select from audit where request_id = $1', [requestId])).length > 0;
}

/** The lines of one batch, or of all, oldest first, after the line `afterId`. */
export async function listAudit(
  db: Pick<Database, 'query'>,
  { batchId, afterId = 0n, linesMax = 1_000 }: Readonly<{ batchId?: string; afterId?: bigint; linesMax?: number }> = {},
): Promise<AuditLine[]> {
  return db.query<AuditLine>(listSql, [batchId ?? null, afterId, linesMax]);
}
