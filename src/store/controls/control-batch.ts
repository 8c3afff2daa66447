import type { ControlAction, ControlResult } from '../../domain/control';
import { isOver } from '../../domain/is-over';
import type { BatchCause, BatchState } from '../../domain/outcome';
import { appendAudit, wasAsked } from '../audit';
import type { Database } from '../database';
import { causesOfBatch, closeBatchGate, openBatchGate } from '../gates/batch-gates';
import { countFailuresAnew } from '../gates/hold-over-failures';
import { showHeldState } from '../show-held-state';
import { endUnsentRows } from './end-unsent-rows';

export type ControlRequest = Readonly<{
  batchId: string;
  action: ControlAction;
  /** Who wants it, and why if they said so: for the audit. */
  actor: string;
  why?: string;
  /** The same request asked twice is done once. */
  requestId: string;
}>;

type Queries = Pick<Database, 'query'>;

const lockSql = 'select state from batches where id = $1 and account_id = $2 and claimed_at is not null for update';

/** What only counting anew takes away goes with a pause: whoever resumes has looked. */
const resumable: readonly BatchCause[] = ['paused', 'failures'];

async function pause(queries: Queries, batchId: string): Promise<ControlResult> {
  const isNew = await closeBatchGate(queries, batchId, 'paused');
  return isNew ? { kind: 'done', endedRows: {} } : { kind: 'already' };
}

async function resume(queries: Queries, batchId: string, standing: ReadonlySet<BatchCause>): Promise<ControlResult> {
  const causes = resumable.filter((cause) => standing.has(cause));
  for (const cause of causes) await openBatchGate(queries, batchId, cause);
  if (standing.has('failures')) await countFailuresAnew(queries, batchId);
  return causes.length > 0 ? { kind: 'done', endedRows: {} } : { kind: 'declined', reason: 'not_paused' };
}

async function cancel(queries: Queries, batchId: string): Promise<ControlResult> {
  await closeBatchGate(queries, batchId, 'canceled');
  return { kind: 'done', endedRows: await endUnsentRows(queries, batchId) };
}

async function apply(queries: Queries, { batchId, action }: ControlRequest, state: BatchState): Promise<ControlResult> {
  if (isOver(state)) return { kind: 'declined', reason: state };
  const standing = new Set(await causesOfBatch(queries, batchId));
  if (standing.has('canceled')) return action === 'cancel' ? { kind: 'already' } : { kind: 'declined', reason: 'canceled' };
  switch (action) {
    case 'pause':
      return await pause(queries, batchId);
    case 'resume':
      return await resume(queries, batchId, standing);
    case 'cancel':
      return await cancel(queries, batchId);
  }
}

/**
 * Pauses, resumes or cancels a batch, with its audit line, in one transaction: once it returns, no send that the gates forbid gets its journal line.
 * `undefined`: this account has no such batch.
 */
export async function controlBatch(
  db: Pick<Database, 'transaction'>,
  accountId: bigint,
  request: ControlRequest,
): Promise<ControlResult | undefined> {
  const { batchId, action, actor, why, requestId } = request;
  return await db.transaction(async (queries) => {
    const [batch] = await queries.query<{ state: BatchState }>(lockSql, [batchId, accountId]);
    if (batch === undefined) return undefined;
    if (await wasAsked(queries, requestId)) return { kind: 'already' };
    const result = await apply(queries, request, batch.state);
    if (result.kind !== 'done') return result;
    // A batch whose check is not over stays in it: what it may send hangs on its gates.
    if (batch.state !== 'checking') await showHeldState(queries, batchId);
    await appendAudit(queries, { actor, action, batchId, requestId, ...(why !== undefined && { why }), details: result.endedRows });
    return result;
  });
}
