import { claim } from '../../src/store/claim';
import type { Database } from '../../src/store/database';
import { storeDraft } from '../../src/store/store-draft';
import { type FileChange, fileOf, type RowChange, rowsOf, testKeys } from './draft-of';

/** A batch of these rows that was stored and claimed as any other; returns its id. */
export async function claimedBatch(db: Database, account: bigint, changes: readonly RowChange[], change: FileChange = {}): Promise<string> {
  const { facts, rows } = fileOf(account, rowsOf(changes), change);
  const { batchId } = await storeDraft(db, testKeys, facts, rows);
  const result = await claim(db, { batchId, duplicates: 'refuse', actor: 'ann' });
  if (result.kind !== 'claimed') throw new Error(`expected a claim, got ${result.kind}`);
  return batchId;
}
