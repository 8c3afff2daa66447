import type { BatchDecline, DeclinedRow, RetryChoice } from '../domain/retry';
import type { Batch } from '../store/batch';
import { findBatch } from '../store/batches';
import { decideRetry } from '../store/retry/decide-retry';
import { declineBatch, type RetryActor } from '../store/retry/decline-batch';
import type { RetryCandidate } from '../store/retry/retry-candidates';
import { type RetryResult, retryRows } from '../store/retry/retry-rows';
import { type AskedEnds, askEnds, type EndAsking } from './ask-ends';

export type RetryAsking = EndAsking & Readonly<{ deadlineMs: number }>;

export type RetryOrder = RetryActor &
  Readonly<{
    batchId: string;
    choice: RetryChoice;
    skipDeclined: boolean;
    why?: string;
    requestId: string;
  }>;

/** What a retry would reopen, as far as the database knows. */
export type RetryPlan = Readonly<{ batch: Batch; rows: readonly RetryCandidate[]; declined: readonly DeclinedRow[] }>;

type Planned =
  | (Readonly<{ kind: 'planned' }> & RetryPlan)
  | Readonly<{ kind: 'declined'; reason: BatchDecline }>
  | Readonly<{ kind: 'rows_declined'; declined: readonly DeclinedRow[] }>;

/** Decides without changing anything. `undefined`: this account has no such batch. */
export async function planRetry(asking: RetryAsking, order: Omit<RetryOrder, 'requestId'>): Promise<Planned | undefined> {
  const { db, accountId, deadlineMs } = asking;
  const batch = await findBatch(db, order.batchId);
  if (batch?.claimedAt === undefined || batch.accountId !== accountId) return undefined;
  const reason = await declineBatch(db, batch, order);
  if (reason !== undefined) return { kind: 'declined', reason };
  const { rows, declined, tooMany } = await decideRetry(db, batch, order.choice, deadlineMs);
  if (tooMany) return { kind: 'declined', reason: 'too_many_rows' };
  if (rows.length === 0 && declined.length === 0) return { kind: 'declined', reason: 'no_rows' };
  if (rows.length === 0 || (declined.length > 0 && !order.skipDeclined)) return { kind: 'rows_declined', declined };
  return { kind: 'planned', batch, rows, declined };
}

const byLine = (one: DeclinedRow, other: DeclinedRow): number => one.line - other.line;

/** What is left of a plan once the gateway has been asked about it. */
export function afterAsking(plan: RetryPlan, asked: AskedEnds): RetryPlan {
  const gone = new Set(asked.declined.map(({ line }) => line));
  const rows = plan.rows.filter(({ line }) => !gone.has(line));
  return { ...plan, rows, declined: [...plan.declined, ...asked.declined].sort(byLine) };
}

/**
 * Reopens what was planned: the gateway is asked about every invoice that had ended, and right after that one transaction decides anew
 * about every row. Its sends, if any, come later and through the gates, as all others.
 */
export async function performRetry(
  asking: RetryAsking,
  order: RetryOrder,
  plan: RetryPlan,
  onRow?: () => void,
): Promise<RetryResult | undefined> {
  const asked = await askEnds(asking, order.batchId, plan.rows, onRow);
  const left = afterAsking(plan, asked);
  if (left.rows.length === 0 || (left.declined.length > 0 && !order.skipDeclined))
    return { kind: 'rows_declined', declined: left.declined };
  const { db, accountId, deadlineMs } = asking;
  const lines = left.rows.map(({ line }) => line);
  const result = await retryRows(db, accountId, { ...order, lines, deadlineMs, reads: asked.reads });
  return result === undefined || !('declined' in result)
    ? result
    : { ...result, declined: [...left.declined, ...result.declined].sort(byLine) };
}
