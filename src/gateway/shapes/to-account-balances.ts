import { z } from 'zod';
import { amountFromNumber } from '../../domain/amount-from-number';
import { currencyDecimals } from '../../domain/currency';
import type { AccountBalance } from '../account-gateway';
import { objectShape } from './object-shape';
import { resourcesIn } from './resources-in';

const balanceShape = z.object({
  active_balance: z.unknown().optional(),
  pending_balance: z.unknown().optional(),
  reserved_balance: z.unknown().optional(),
});

/** Balances are decimal text; an overdrawn account's is below zero. Parts of a minor unit, which pay nothing, are cut off. */
function signedMinor(value: unknown, currency: string): bigint | undefined {
  const printed = typeof value === 'number' ? String(value) : value;
  if (typeof printed !== 'string') return undefined;
  const decimals = currencyDecimals(currency) ?? 0;
  const text = printed.replace(
    /^(-?[0-9]+\.)([0-9]+)$/,
    (_, whole: string, fraction: string) => whole + (fraction.slice(0, decimals) || '0'),
  );
  if (!text.startsWith('-')) return amountFromNumber(text, currency);
  const minor = amountFromNumber(text.slice(1), currency);
  return minor === undefined ? undefined : -minor;
}

function toBalance(currency: string, account: unknown): AccountBalance[] {
  const parsed = balanceShape.safeParse(account);
  if (!parsed.success) return [];
  const { active_balance, pending_balance, reserved_balance } = parsed.data;
  return [
    {
      currency,
      activeMinor: signedMinor(active_balance, currency),
      pendingMinor: signedMinor(pending_balance, currency),
      reservedMinor: signedMinor(reserved_balance, currency),
    },
  ];
}

/** The body of GET `/account/balances`: `currency_accounts` by currency, `[]` if there are none; undefined without it. */
export function toAccountBalances(json: unknown): readonly AccountBalance[] | undefined {
  const attributes = resourcesIn(json)?.[0]?.attributes;
  if (attributes === undefined || !('currency_accounts' in attributes)) return undefined;
  return Object.entries(objectShape.parse(attributes.currency_accounts)).flatMap(([code, account]) =>
    toBalance(code.toUpperCase(), account),
  );
}
