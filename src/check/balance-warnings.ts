import { formatAmount } from '../domain/format-amount';
import type { TotalsByCurrency } from '../domain/sum-by-currency';
import type { AccountGateway } from '../gateway/account-gateway';
import { balanceShortages } from './balance-shortages';
import type { FileWarning } from './file-warning';

/** The currencies in which the account has less than the file pays, as far as the gateway tells. */
export async function balanceWarnings(totals: TotalsByCurrency, account: AccountGateway): Promise<readonly FileWarning[]> {
  const shortages = (await balanceShortages(totals, account)) ?? [];
  return shortages.map(({ currency, balanceMinor, wantedMinor }) => {
    const shown = (minor: bigint) => `${currency} ${formatAmount(minor, currency)}`;
    const expected = `a balance of at least ${shown(wantedMinor)}, the file's total`;
    const fix = `${shown(wantedMinor - balanceMinor)} are missing: fill up the account, or rows may fail for want of funds.`;
    return { code: 'balance_short', expected, got: shown(balanceMinor), fix };
  });
}
