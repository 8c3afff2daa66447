import type { DataKeys } from '../store/data-keys';
import type { Database } from '../store/database';
import { type BatchChange, compareBatches } from '../store/payrolls/compare-batches';
import type { PaidPeriod } from '../store/payrolls/payroll-runs';
import { compareRosters } from './compare-rosters';
import { openedRoster } from './opened-roster';

/** How a period differs from the one before it. Nobody says of whom: it is told in notices and histories. */
export type PeriodChange = BatchChange &
  Readonly<{
    /** People who are paid in another way or to another account; `unknown`: the earlier file cannot be opened, and anybody may be. */
    detailsChanged: number | 'unknown';
  }>;

/** Compares the file of a period, and the batch made of it, with what an earlier period was paid from. */
export async function changeSince(
  { db, keys }: Readonly<{ db: Database; keys: DataKeys }>,
  place: Readonly<{ accountId: bigint; payroll: string }>,
  before: PaidPeriod,
  now: Readonly<{ batchId: string; bytes: Buffer }>,
): Promise<PeriodChange> {
  const earlier = await openedRoster(db, keys, place, before.roster);
  if (earlier === undefined) return { ...(await compareBatches(db, before.batchId, now.batchId)), detailsChanged: 'unknown' };
  const { people: _, ...change } = await compareRosters(earlier, now.bytes);
  return change;
}
