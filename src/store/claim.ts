import type { Approval } from '../domain/approval-policy';
import { limits } from '../domain/limits';
import { appendAudit } from './audit';
import type { Batch } from './batch';
import { findBatch } from './batches';
import type { ClaimResult } from './claim-result';
import type { Database } from './database';
import type { DuplicatesPolicy } from './duplicates-policy';
import { findConflicts, skipConflicts } from './find-conflicts';
import { closeBatchGate } from './gates/batch-gates';
import { lockClaims } from './lock-claims';
import { reopenUnsentBatch } from './reopen-unsent-batch';
import { skippedRows as leftOutRows } from './skip-rows';
import { toStoredTotals } from './stored-totals';
import { verifyDraft } from './verify-draft';

export type ClaimRequest = Readonly<{
  batchId: string;
  duplicates: DuplicatesPolicy;
  /** How many days a payment of another batch counts; `limits.duplicateDays` if absent. */
  duplicateDays?: number;
  /** Who asks, for the audit. */
  actor: string;
  requestId?: string;
  /** What the submitter's settings want. Any but none shuts the batch's gate with the claim, so that nothing can be sent in between. */
  approval?: Approval;
}>;

type Queries = Pick<Database, 'query'>;

const claimSql = `
  update batches set claimed_at = clock_timestamp(),
    policy = policy || jsonb_build_object('duplicates', $2::text, 'duplicateDays', $3::int, 'approval', $4::text)
  where id = $1`;

const holdSql = `update payouts set holds_reference = true where batch_id = $1 and state <> 'closed'`;

const erasedSql = `select count(*)::int as rows from payouts where batch_id = $1 and state <> 'closed' and sealed is null`;

/**
 * The one claim, which answers who has been paid already: one short transaction under the account's claim lock, so of two files
 * with the same payment the first to claim has it. What it refuses it leaves unchanged.
 * @throws DraftMismatch when the batch is not stored whole
 */
export async function claim(db: Pick<Database, 'transaction'>, request: ClaimRequest): Promise<ClaimResult> {
  return db.transaction((queries) => claimWithin(queries, request));
}

/** The same claim in the transaction of whatever else is to be decided with it. */
export async function claimWithin(queries: Queries, request: ClaimRequest): Promise<ClaimResult> {
  const found = await findBatch(queries, request.batchId);
  if (found === undefined) throw new Error(`there is no batch ${request.batchId}`);
  await lockClaims(queries, found.accountId);
  // Read again under the locks: the claim that we waited for may have been this batch's own, and an old draft may have been erased.
  await queries.query('select id from batches where id = $1 for update', [request.batchId]);
  const batch = await findBatch(queries, request.batchId);
  if (batch === undefined) throw new Error(`there is no batch ${request.batchId}`);
  await queries.query('savepoint as_it_was');
  const reopened = await reopenUnsentBatch(queries, batch.id);
  if (batch.claimedAt !== undefined && !reopened) return { kind: 'attached', batch };
  const obstacle = await findObstacle(queries, batch, request, reopened);
  if (obstacle === undefined) return await take(queries, batch, request, reopened);
  await queries.query('rollback to savepoint as_it_was');
  return obstacle;
}

async function findObstacle(
  queries: Queries,
  batch: Batch,
  { duplicates, duplicateDays }: ClaimRequest,
  reopened: boolean,
): Promise<ClaimResult | undefined> {
  await verifyDraft(queries, batch);
  if (reopened) {
    const [erased] = await queries.query<{ rows: number }>(erasedSql, [batch.id]);
    if (erased !== undefined && erased.rows > 0) return { kind: 'details_erased', rows: erased.rows };
  }
  if (duplicates === 'skip') return undefined;
  const found = await findConflicts(queries, batch, duplicates, duplicateDays);
  return found.conflictsTotal > 0 ? { kind: 'refused', ...found } : undefined;
}

async function take(queries: Queries, batch: Batch, request: ClaimRequest, reopened: boolean): Promise<ClaimResult> {
  const skippedRows = request.duplicates === 'skip' ? await skipConflicts(queries, batch, request.duplicateDays) : 0;
  await queries.query(holdSql, [batch.id]);
  const { approval = 'none' } = request;
  await queries.query(claimSql, [batch.id, request.duplicates, request.duplicateDays ?? limits.duplicateDays, approval]);
  if (approval !== 'none') await closeBatchGate(queries, batch.id, 'approval');
  const totals = toStoredTotals(batch.totals);
  await appendAudit(queries, {
    actor: request.actor,
    action: 'claim',
    batchId: batch.id,
    ...(request.requestId === undefined ? {} : { requestId: request.requestId }),
    details: {
      rows: batch.rowCount,
      totals,
      duplicates: request.duplicates,
      skippedRows,
      problemRows: await leftOutRows(queries, batch.id),
      reopened,
    },
  });
  return { kind: reopened ? 'checked_anew' : 'claimed', skippedRows };
}
