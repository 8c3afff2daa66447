import { formatAmount } from '../domain/format-amount';
import type { TotalsByCurrency } from '../domain/sum-by-currency';
import type { AccountGateway } from '../gateway/account-gateway';
import type { FileWarning } from './file-warning';

/**
 * The currencies in which the account has less than the file pays. Two reads at most. Advice, never a refusal: a balance may be filled
 * up while the batch runs. Nothing is said where the gateway does not answer, keeps no balances (`ledger_scheme` `none`), or has none in
 * the currency.
 */
export async function balanceWarnings(totals: TotalsByCurrency, account: AccountGateway): Promise<readonly FileWarning[]> {
  const profile = await account.readProfile();
  if (profile.body === undefined || profile.body.ledgerScheme?.toLowerCase() === 'none') return [];
  const balances = (await account.readBalances()).body ?? [];
  return balances.flatMap(({ currency, activeMinor }) => {
    const wantedMinor = totals[currency];
    if (wantedMinor === undefined || activeMinor === undefined || activeMinor >= wantedMinor) return [];
    const shown = (minor: bigint) => `${currency} ${formatAmount(minor, currency)}`;
    const expected = `a balance of at least ${shown(wantedMinor)}, the file's total`;
    const fix = `${shown(wantedMinor - activeMinor)} are missing: fill up the account, or rows may fail for want of funds.`;
    return [{ code: 'balance_short', expected, got: shown(activeMinor), fix }];
  });
}
