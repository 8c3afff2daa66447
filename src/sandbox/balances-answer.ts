import { formatAmount } from '../domain/format-amount';
import type { GatewayAnswer } from './gateway-answer';
import type { Movement } from './movement';

/** What the account held before the books began, in minor units. */
const openingMinor: Readonly<Record<string, bigint>> = { USD: 1_000_000_000_00n, JPY: 100_000_000_000n, KWD: 1_000_000_000_000n };

/** GET /account/balances (README, section 8): decimal text by currency. */
export function balancesAnswer(accountId: string, books: readonly Movement[]): GatewayAnswer {
  const accounts = Object.entries(openingMinor).map(([currency, opening]) => {
    const balance = books
      .filter((movement) => movement.currency === currency)
      .reduce((sum, { direction, amountMinor }) => (direction === 'out' ? sum - BigInt(amountMinor) : sum + BigInt(amountMinor)), opening);
    const zero = formatAmount(0n, currency);
    const account = {
      account_id: `comca_sandbox${currency}`,
      active_balance: formatAmount(balance, currency),
      pending_balance: zero,
      reserved_balance: zero,
      overdraft_limit: zero,
      balance_lower_limit: null,
    };
    return [currency, account] as const;
  });
  const attributes = { currency_accounts: Object.fromEntries(accounts) };
  return { status: 200, body: { data: { type: 'account', id: accountId, attributes } } };
}
