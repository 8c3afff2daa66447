import { currencyDecimals } from '../domain/currency';
import { limits } from '../domain/limits';
import { parseAmount } from '../domain/parse-amount';

/** The total of one currency as people write it, `USD 12,345.67`, in minor units; or what is wrong with it. */
export type ParsedControlTotal = Readonly<{ ok: true; currency: string; amountMinor: bigint }> | Readonly<{ ok: false; expected: string }>;

const grouped = /^[0-9]{1,3}(?:,[0-9]{3})+(?=\.|$)/;

/** Commas may stand between thousands, and there alone: `12,34` could be meant as a fraction. */
export function parseControlTotal(text: string): ParsedControlTotal {
  const [, currency = '', amount = ''] = /^([A-Z]{3})\s+(\S+)$/.exec(text.trim()) ?? [];
  if (currency === '') return { ok: false, expected: 'a currency and a total, such as USD 12,345.67' };
  if (currencyDecimals(currency) === undefined) return { ok: false, expected: 'an active ISO 4217 currency, such as USD 12,345.67' };
  const parsed = parseAmount(
    amount.replace(grouped, (whole) => whole.replaceAll(',', '')),
    currency,
    limits.totalDigitsMax,
  );
  if (!parsed.ok) return { ok: false, expected: `${parsed.expected}, or with commas between thousands` };
  return { ok: true, currency, amountMinor: parsed.amountMinor };
}
