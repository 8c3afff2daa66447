import { limits } from '../../domain/limits';
import { lineRanges } from '../../domain/line-ranges';
import type { BatchDecline, DeclinedRow } from '../../domain/retry';
import { appendAudit, wasAsked } from '../audit';
import { findBatch } from '../batches';
import type { Database } from '../database';
import { lockClaims } from '../lock-claims';
import { toStoredTotals } from '../stored-totals';
import { decideRetry } from './decide-retry';
import { declineBatch, type RetryActor } from './decline-batch';
import { confirmedEnds, type EndRead } from './end-evidence';
import { type ReopenedRows, reopenRows } from './reopen-rows';
import type { RetryCandidate } from './retry-candidates';

export type RetryRequest = RetryActor &
  Readonly<{
    batchId: string;
    /** What somebody has seen and wants again: no other row, whatever has ended since. */
    lines: readonly number[];
    /** Of what is declined the others are reopened; else one declined row keeps all as they are. */
    skipDeclined: boolean;
    /** What was read of the gateway just now. */
    reads: readonly EndRead[];
    /** From a row's last send until it is unknown. */
    deadlineMs: number;
    why?: string;
    /** The same request asked twice is done once. */
    requestId: string;
  }>;

export type RetryResult =
  | (Readonly<{ kind: 'done'; declined: readonly DeclinedRow[] }> & ReopenedRows)
  | Readonly<{ kind: 'already' }>
  /** Nothing was reopened. */
  | Readonly<{ kind: 'declined'; reason: BatchDecline }>
  | Readonly<{ kind: 'rows_declined'; declined: readonly DeclinedRow[] }>;

type Queries = Pick<Database, 'query'>;

/** The rows that the gateway bears out, and a reason for each that it does not. */
async function borneOut(queries: Queries, request: RetryRequest, rows: readonly RetryCandidate[]) {
  const confirmed = await confirmedEnds(queries, { id: request.batchId }, request.reads, limits.retryReadFreshMs);
  const [free, declined]: [number[], DeclinedRow[]] = [[], []];
  for (const { line, toRead } of rows) {
    if (toRead.every(({ attempt }) => confirmed(line, attempt))) free.push(line);
    else declined.push({ line, reason: 'changed' });
  }
  return { free, declined };
}

async function reopen(queries: Queries, accountId: bigint, request: RetryRequest): Promise<RetryResult | undefined> {
  const { batchId, lines, deadlineMs, skipDeclined, actor, why, requestId } = request;
  await queries.query('select id from batches where id = $1 for update', [batchId]);
  const batch = await findBatch(queries, batchId);
  if (batch?.claimedAt === undefined || batch.accountId !== accountId) return undefined;
  if (await wasAsked(queries, requestId)) return { kind: 'already' };
  const reason = await declineBatch(queries, batch, request);
  if (reason !== undefined) return { kind: 'declined', reason };
  const decision = await decideRetry(queries, batch, { lines }, deadlineMs, true);
  if (decision.tooMany) return { kind: 'declined', reason: 'too_many_rows' };
  const { free, declined: byGateway } = await borneOut(queries, request, decision.rows);
  const declined = [...decision.declined, ...byGateway].sort((one, other) => one.line - other.line);
  if (free.length === 0 && declined.length === 0) return { kind: 'declined', reason: 'no_rows' };
  if (free.length === 0 || (declined.length > 0 && !skipDeclined)) return { kind: 'rows_declined', declined };
  const reopened = await reopenRows(queries, batch, free, actor);
  const totals = toStoredTotals(reopened.totals);
  const details = { rows: free.length, totals, lines: lineRanges(reopened.lines), declinedRows: declined.length };
  await appendAudit(queries, { actor, action: 'retry', batchId, requestId, ...(why !== undefined && { why }), details });
  return { kind: 'done', declined, ...reopened };
}

/**
 * Reopens rows in place, with the audit line, in one transaction under the account's claim lock: what another batch has claimed since,
 * what is no longer as it was read at the gateway, and what another retry has reopened meanwhile stays as it is. `undefined`: this account
 * has no such batch.
 */
export async function retryRows(
  db: Pick<Database, 'transaction'>,
  accountId: bigint,
  request: RetryRequest,
): Promise<RetryResult | undefined> {
  return await db.transaction(async (queries) => {
    await lockClaims(queries, accountId);
    return await reopen(queries, accountId, request);
  });
}
