import { balanceShortages } from '../check/balance-shortages';
import { limits } from '../domain/limits';
import { noteBalances, takeBalanceTurn } from '../store/balances/note-balances';
import type { BatchDependencies } from './batch-dependencies';

/**
 * Holds the account's balances against what a batch has left to send, now and then. Its word is advice: nothing waits for it, and a gateway
 * that does not tell changes nothing.
 */
export async function watchBalances(deps: Pick<BatchDependencies, 'db' | 'account' | 'readPace'>, batchId: string): Promise<void> {
  const left = await takeBalanceTurn(deps.db, batchId, limits.balanceReadDelayMs);
  if (left === undefined) return;
  const isNothingLeft = Object.keys(left).length === 0;
  if (!isNothingLeft && !(await deps.readPace())) return;
  const shortages = isNothingLeft ? [] : await balanceShortages(left, deps.account);
  if (shortages !== undefined) await noteBalances(deps.db, batchId, shortages);
}
