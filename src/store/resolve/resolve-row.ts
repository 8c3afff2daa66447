import type { GatewaySays, Resolution, ResolveDecline } from '../../domain/resolution';
import { appendAudit, wasAsked } from '../audit';
import type { Database } from '../database';
import { resolvableRow } from './resolvable-row';

export type ResolveRequest = Readonly<{
  batchId: string;
  line: number;
  as: Resolution;
  /** What the gateway said right before: for the audit. */
  says: GatewaySays;
  actor: string;
  why: string;
  /** From a row's last send until it is unknown. */
  deadlineMs: number;
  /** The same request asked twice is done once. */
  requestId: string;
}>;

export type ResolveResult =
  | Readonly<{ kind: 'resolved' }>
  | Readonly<{ kind: 'already' }>
  | Readonly<{ kind: 'declined'; reason: ResolveDecline }>;

type Queries = Pick<Database, 'query'>;

const writeSql = `
  update payouts set resolved_as = $3, resolved_by = $4, resolved_at = clock_timestamp() where batch_id = $1 and line = $2`;

async function resolve(queries: Queries, accountId: bigint, request: ResolveRequest): Promise<ResolveResult | undefined> {
  const { batchId, line, as, says, actor, why, requestId } = request;
  const row = await resolvableRow(queries, accountId, request, true);
  if (row === undefined) return undefined;
  if (await wasAsked(queries, requestId)) return { kind: 'already' };
  if (row.decline !== undefined) return { kind: 'declined', reason: row.decline };
  if (row.resolvedAs === as) return { kind: 'already' };
  await queries.query(writeSql, [batchId, line, as, actor]);
  const details = {
    as,
    gateway: says.kind === 'open' ? says.status : says.kind,
    ...(row.resolvedAs !== null && { before: row.resolvedAs }),
  };
  await appendAudit(queries, { actor, action: 'resolve', batchId, line, why, requestId, details });
  return { kind: 'resolved' };
}

/**
 * Writes a person's word about an unknown row, with its audit line, in one transaction. It stands apart from the row: what people read goes
 * by it, and nothing of the row is sent any more; what is asked and claimed does not go by it. `undefined`: this account has no such row.
 */
export async function resolveRow(
  db: Pick<Database, 'transaction'>,
  accountId: bigint,
  request: ResolveRequest,
): Promise<ResolveResult | undefined> {
  return await db.transaction((queries) => resolve(queries, accountId, request));
}
