import { limits } from '../domain/limits';
import type { TotalsByCurrency } from '../domain/sum-by-currency';
import type { BatchPolicy } from './batch';
import type { DataKeys } from './data-keys';
import type { Database } from './database';
import { discardDraft } from './discard-draft';
import { DraftMismatch } from './draft-mismatch';
import { loadFingerprintKey } from './fingerprint-key';
import { lockClaims } from './lock-claims';
import { reopenUnsentBatch } from './reopen-unsent-batch';
import { type DraftedRow, type RowKeys, storeRows } from './store-rows';
import { toStoredTotals } from './stored-totals';
import { verifyDraft } from './verify-draft';

/** A checked file, as a batch. */
export type DraftFacts = Readonly<{
  id: string;
  accountId: bigint;
  fileName: string;
  contentHash: string;
  /** '' where none is given. */
  period: string;
  rowCount: number;
  totals: TotalsByCurrency;
  policy: BatchPolicy;
  submittedBy: string;
}>;

export type StoredDraft = Readonly<{
  /** The batch that this content and period has: an earlier one's id, if the file had another name then. */
  batchId: string;
  /** It was claimed before, so nothing was stored: claim it to attach. */
  claimedBefore: boolean;
}>;

// No conflict target: of two that insert the same draft at once, either unique key may be the one that the second meets.
const insertSql = `
  insert into batches (id, account_id, file_name, content_hash, period, row_count, totals, policy, submitted_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict do nothing
  returning id`;

// What belongs to the submitter may change until the claim; what belongs to the content cannot.
const updateSql = `
  update batches set row_count = $4, totals = $5, policy = $6, submitted_by = $7, stored_at = clock_timestamp()
  where account_id = $1 and content_hash = $2 and period = $3 and claimed_at is null
  returning stored_at::text as "storedAt"`;

const findSql = 'select id, claimed_at is not null as claimed from batches where account_id = $1 and content_hash = $2 and period = $3';

/**
 * Stores a checked file as a draft, which pays nothing until it is claimed. Cut off anywhere, run again or run from several places at
 * once, it ends with the same rows. Sealing and fingerprints happen here; no more than a few chunks are in memory. `signal` gives it up,
 * and then nothing is left of a draft that this call has begun.
 * @throws DraftMismatch when what is stored at the end does not add up to `facts`; the signal's reason
 */
export async function storeDraft(
  db: Database,
  keys: DataKeys,
  facts: DraftFacts,
  rows: AsyncIterable<DraftedRow> | Iterable<DraftedRow>,
  signal?: AbortSignal,
): Promise<StoredDraft> {
  const fingerprintKey = await loadFingerprintKey(db, keys);
  const draft = await openDraft(db, facts);
  if (draft.claimed) return { batchId: draft.id, claimedBefore: true };
  try {
    const stored = await fillDraft(db, { keys, fingerprintKey }, facts, draft.id, rows);
    // Claimed from somewhere else, it is not ours to give up.
    if (!stored.claimedBefore) signal?.throwIfAborted();
    return stored;
  } catch (error) {
    if (signal?.aborted === true && draft.madeAt !== undefined) await discardDraft(db, draft.id, draft.madeAt);
    throw error;
  }
}

async function fillDraft(
  db: Database,
  rowKeys: RowKeys,
  facts: DraftFacts,
  id: string,
  rows: AsyncIterable<DraftedRow> | Iterable<DraftedRow>,
): Promise<StoredDraft> {
  const place = { batchId: id, accountId: facts.accountId, period: facts.period };
  const stillDraft = await storeRows(db, place, rows, rowKeys);
  if (!stillDraft) return { batchId: id, claimedBefore: true };
  try {
    await verifyDraft(db, { ...facts, id });
  } catch (error) {
    if (!(error instanceof DraftMismatch) || (await discardRows(db, id))) throw error;
    return { batchId: id, claimedBefore: true }; // whole when it was claimed, from somewhere else
  }
  // The embedded database has nobody else to do it, and without it the claim's plan is a guess.
  if (facts.rowCount >= limits.analyzeRowsMin) await db.query('analyze payouts');
  return { batchId: id, claimedBefore: false };
}

/** `madeAt`: when this call has made it, as the database writes it. */
type OpenedDraft = Readonly<{ id: string; claimed: boolean; madeAt?: string | undefined }>;

/** Finds or makes the batch of this content and period. One that ended with nothing sent becomes a draft again. */
async function openDraft(db: Database, facts: DraftFacts): Promise<OpenedDraft> {
  const { id, accountId, fileName, contentHash, period, rowCount, policy, submittedBy } = facts;
  const totals = toStoredTotals(facts.totals);
  const submitted = [rowCount, JSON.stringify(totals), JSON.stringify(policy), submittedBy];
  const made = await db.query(insertSql, [id, accountId, fileName, contentHash, period, ...submitted]);
  const [updated] = await db.query<{ storedAt: string }>(updateSql, [accountId, contentHash, period, ...submitted]);
  const [found] = await db.query<{ id: string; claimed: boolean }>(findSql, [accountId, contentHash, period]);
  if (found === undefined) throw new Error(`batch ${id} is another file's: give this file another name`);
  if (!found.claimed) return { ...found, madeAt: made.length > 0 ? updated?.storedAt : undefined };
  const reopened = await db.transaction(async (queries) => {
    await lockClaims(queries, accountId);
    if (!(await reopenUnsentBatch(queries, found.id))) return false;
    // What this submitter chose holds from now on.
    await queries.query(updateSql, [accountId, contentHash, period, ...submitted]);
    return true;
  });
  return { id: found.id, claimed: !reopened };
}

/** A draft with too many or other rows than its file cannot be mended by storing more: its rows go, and the next try starts anew. */
async function discardRows(db: Database, batchId: string): Promise<boolean> {
  return db.transaction(async (queries) => {
    const draft = await queries.query('select id from batches where id = $1 and claimed_at is null for update', [batchId]);
    if (draft.length > 0) await queries.query('delete from payouts where batch_id = $1', [batchId]);
    return draft.length > 0;
  });
}
