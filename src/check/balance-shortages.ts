import type { TotalsByCurrency } from '../domain/sum-by-currency';
import type { AccountGateway } from '../gateway/account-gateway';

/** A currency in which the account has less than is wanted of it. */
export type BalanceShortage = Readonly<{ currency: string; balanceMinor: bigint; wantedMinor: bigint }>;

/**
 * Holds an account's balances against what is to be paid. Two reads at most. Advice, never a gate: a balance may be filled up at any
 * moment. None where the account keeps no balances (`ledger_scheme` `none`), or none in the currency. `undefined`: the gateway did not tell.
 */
export async function balanceShortages(wanted: TotalsByCurrency, account: AccountGateway): Promise<readonly BalanceShortage[] | undefined> {
  const profile = await account.readProfile();
  if (profile.body === undefined) return undefined;
  if (profile.body.ledgerScheme?.toLowerCase() === 'none') return [];
  return (await account.readBalances()).body?.flatMap(({ currency, activeMinor }) => {
    const wantedMinor = wanted[currency];
    if (wantedMinor === undefined || activeMinor === undefined || activeMinor >= wantedMinor) return [];
    return [{ currency, balanceMinor: activeMinor, wantedMinor }];
  });
}
