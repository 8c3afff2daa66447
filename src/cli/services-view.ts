import type { LiveService } from '../check/live-rules';
import { formatAmount } from '../domain/format-amount';
import type { PayoutService } from '../gateway/payout-service';
import { groupThousands } from './group-thousands';
import { renderTable } from './render-table';

type Fields = LiveService['fields'];

export function standingOf({ active, enabled, available }: PayoutService): 'ready' | 'switched off' | 'not available' {
  if (active === false || enabled === false) return 'switched off';
  return available === false ? 'not available' : 'ready';
}

function shown({ code, currency, serviceCurrency, testMode, amountMinMinor, amountMaxMinor }: PayoutService) {
  // Limits are in the service's own currency, which may be another than the account's.
  const limitCurrency = serviceCurrency ?? currency;
  const amount = (minor: bigint | undefined) => (minor === undefined ? undefined : formatAmount(minor, limitCurrency));
  return {
    service: code,
    currency,
    ...(limitCurrency === currency ? {} : { limitCurrency }),
    least: amount(amountMinMinor),
    most: amount(amountMaxMinor),
    mode: testMode === undefined ? undefined : testMode ? 'test' : 'live',
  };
}

/** One service as JSON; `fields` is absent where the gateway does not tell them. */
export function serviceDocument(service: PayoutService, fields: Fields): Readonly<Record<string, unknown>> {
  const told = fields?.map(({ key, label, required, pattern, example }) => ({ key, label, required, pattern, example }));
  return { ...shown(service), standing: standingOf(service), ...(told === undefined ? {} : { fields: told }) };
}

/** The account's services as a table. A field in brackets may be left empty. */
export function serviceTable(
  services: readonly PayoutService[],
  fieldsOf: (service: PayoutService) => Fields,
  isTerminal: boolean,
): string {
  const columns = [
    { heading: 'SERVICE' },
    { heading: 'CURRENCY' },
    { heading: 'LEAST', align: 'right' },
    { heading: 'MOST', align: 'right' },
    { heading: 'MODE' },
    { heading: 'STANDING' },
    { heading: 'FIELDS' },
  ] as const;
  const shownLimit = (amount: string | undefined, currency: string | undefined) =>
    amount === undefined ? '-' : `${isTerminal ? groupThousands(amount) : amount}${currency === undefined ? '' : ` ${currency}`}`;
  const shownFields = (fields: Fields) => fields?.map(({ key, required }) => (required ? key : `[${key}]`)).join(' ') || '-';
  const rows = services.map((service) => {
    const { service: code, currency, limitCurrency, least, most, mode } = shown(service);
    const limits = [shownLimit(least, limitCurrency), shownLimit(most, limitCurrency)];
    return [code, currency, ...limits, mode ?? '-', standingOf(service), shownFields(fieldsOf(service))];
  });
  return renderTable(columns, rows, isTerminal);
}
