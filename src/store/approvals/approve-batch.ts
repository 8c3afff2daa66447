import type { ApprovalDecline } from '../../domain/approval';
import { appendAudit, wasAsked } from '../audit';
import type { Batch } from '../batch';
import { findBatch } from '../batches';
import type { Conflict } from '../conflict';
import type { Database } from '../database';
import { findConflicts, skipConflicts } from '../find-conflicts';
import { causesOfBatch, openBatchGate } from '../gates/batch-gates';
import { lockClaims } from '../lock-claims';
import { restoreEarlierEnds } from '../retry/restore-earlier-ends';
import { showHeldState } from '../show-held-state';
import { toStoredTotals } from '../stored-totals';
import { type AwaitedApproval, awaitedApproval } from './awaited-approval';

export type ApprovalRequest = Readonly<{
  batchId: string;
  /** Of the content that is approved: at least `limits.approvalHashCharactersMin` of its first characters. */
  hash: string;
  /** What the approver was shown, if it was shown by us. */
  seen?: string;
  actor: string;
  /** Whether the machine knows who `actor` is, or somebody only typed it. */
  isProved: boolean;
  why?: string;
  /** The same request asked twice is done once. */
  requestId: string;
}>;

export type ApprovalResult =
  /** `skippedRows` were paid by another batch since, and ended as the submitter's policy says. */
  | Readonly<{ kind: 'approved'; skippedRows: number }>
  | Readonly<{ kind: 'already'; by: string }>
  | Readonly<{ kind: 'declined'; reason: ApprovalDecline }>
  /** Another batch has paid rows of it since it was submitted. */
  | Readonly<{ kind: 'conflicts'; conflicts: readonly Conflict[]; conflictsTotal: number }>;

type Queries = Pick<Database, 'query'>;

const approveSql = 'update batches set approved_by = $2, approved_at = clock_timestamp() where id = $1';

async function declineOf(queries: Queries, batch: Batch, request: ApprovalRequest): Promise<ApprovalDecline | AwaitedApproval> {
  if (batch.state === 'finished' || batch.state === 'refused' || batch.state === 'checking') return batch.state;
  if ((await causesOfBatch(queries, batch.id)).includes('canceled')) return 'canceled';
  const awaited = await awaitedApproval(queries, batch);
  if (awaited === undefined) return 'not_awaited';
  if (!awaited.contentHash.startsWith(request.hash.toLowerCase())) return 'other_content';
  if (request.seen !== undefined && request.seen !== awaited.seen) return 'changed';
  if (awaited.approval !== 'two') return awaited;
  if (!request.isProved) return 'unproved_person';
  // Of rows that were reopened, whoever did that has submitted them.
  return request.actor === (batch.reopenedBy ?? batch.submittedBy) ? 'same_person' : awaited;
}

/**
 * Approves a batch in one transaction with its audit line. The claim is asked once more, under its lock: what another batch has paid
 * since is not paid again because somebody approves. `undefined`: this account has no such batch.
 */
export async function approveBatch(
  db: Pick<Database, 'transaction'>,
  accountId: bigint,
  request: ApprovalRequest,
): Promise<ApprovalResult | undefined> {
  return await db.transaction(async (queries) => {
    await lockClaims(queries, accountId);
    await queries.query('select id from batches where id = $1 for update', [request.batchId]);
    const batch = await findBatch(queries, request.batchId);
    if (batch?.claimedAt === undefined || batch.accountId !== accountId) return undefined;
    if (await wasAsked(queries, request.requestId)) return { kind: 'already', by: request.actor };
    const found = await declineOf(queries, batch, request);
    if (found === 'not_awaited' && batch.approvedBy !== undefined) return { kind: 'already', by: batch.approvedBy };
    if (typeof found === 'string') return { kind: 'declined', reason: found };
    return await open(queries, batch, request, found);
  });
}

async function open(queries: Queries, batch: Batch, request: ApprovalRequest, awaited: AwaitedApproval): Promise<ApprovalResult> {
  const { actor, why, requestId } = request;
  const { duplicates, duplicateDays } = batch.policy;
  if (duplicates !== 'skip') {
    const found = await findConflicts(queries, batch, duplicates, duplicateDays);
    if (found.conflictsTotal > 0) return { kind: 'conflicts', ...found };
  }
  const skippedRows = duplicates === 'skip' ? await skipConflicts(queries, batch, duplicateDays) : 0;
  if (skippedRows > 0) await restoreEarlierEnds(queries, batch.id, 'not_attempted');
  await queries.query(approveSql, [batch.id, actor]);
  await openBatchGate(queries, batch.id, 'approval');
  await showHeldState(queries, batch.id);
  const { approval, rows, totals } = awaited;
  const details = { hash: batch.contentHash, approval, rows, totals: toStoredTotals(totals), skippedRows };
  await appendAudit(queries, { actor, action: 'approve', batchId: batch.id, requestId, ...(why !== undefined && { why }), details });
  return { kind: 'approved', skippedRows };
}
