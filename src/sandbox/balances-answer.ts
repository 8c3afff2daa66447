import { formatAmount } from '../domain/format-amount';
import type { GatewayAnswer } from './gateway-answer';
import type { Movement } from './movement';

/** What an account that keeps no balances shows all the same. */
const fictionMinor = { USD: '100000000000', JPY: '100000000000', KWD: '1000000000000' };

/** GET /account/balances (README, section 8): decimal text by currency. */
export function balancesAnswer(
  accountId: string,
  books: readonly Movement[],
  balancesMinor: Readonly<Record<string, string>> | null,
): GatewayAnswer {
  const accounts = Object.entries(balancesMinor ?? fictionMinor).map(([currency, opening]) => {
    const balance = books
      .filter((movement) => movement.currency === currency)
      .reduce(
        (sum, { direction, amountMinor }) => (direction === 'out' ? sum - BigInt(amountMinor) : sum + BigInt(amountMinor)),
        BigInt(opening),
      );
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
