import { accountMark } from '../store/account-mark';
import { accountIdentity } from '../store/accounts';
import type { BatchDependencies } from './batch-dependencies';
import { otherAccount } from './failures';
import type { MarkedOrder } from './payrun-activities';

/**
 * Payrolls are known by name, and another account may have one of the same name, or none: only a worker of the account that gave the order
 * may say what becomes of it. Orders from before there were marks, and runs that somebody starts in the Temporal UI, have none.
 * @throws a failure that leaves the order to another worker
 */
export async function requireAccount({ db, accountId }: BatchDependencies, { account }: MarkedOrder): Promise<void> {
  if (account === undefined) return;
  if (account !== accountMark(await accountIdentity(db, accountId))) throw otherAccount();
}
