import type { DataKeys } from '../store/data-keys';
import type { Database } from '../store/database';
import { findRoster, openRoster } from '../store/payrolls/rosters';
import { SealBroken } from '../store/seal-broken';

/** An earlier roster's file, to compare with; `undefined`: it is not there, or nobody can open it any more. */
export async function openedRoster(
  db: Pick<Database, 'query'>,
  keys: DataKeys,
  place: Readonly<{ accountId: bigint; payroll: string }>,
  version: number | undefined,
): Promise<Buffer | undefined> {
  if (version === undefined || (await findRoster(db, place, version)) === undefined) return undefined;
  try {
    return await openRoster(db, keys, place, version);
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}
