import type { PayoutService } from '../gateway/payout-service';
import type { LiveNeed } from './live-rules';

/** The list's limits are the service's side: they say something about a row only where no exchange stands between. */
function comparable(service: PayoutService, currency: string): boolean {
  return service.currency === currency && (service.serviceCurrency ?? currency) === currency;
}

/**
 * The amount to pre-request a currency with, in minor units: the first need's own, moved inside the limits that the list gives
 * for all services needed. The pre-request hides services whose limits it breaks. Where no amount fits all, the need's own.
 */
export function prerequestAmount(needs: readonly LiveNeed[], listed: readonly PayoutService[]): bigint | undefined {
  const [first] = needs;
  if (first === undefined) return undefined;
  const codes = new Set(needs.map(({ service }) => service));
  const services = listed.filter((service) => codes.has(service.code) && comparable(service, first.currency));
  const lowest = services.reduce((most, { amountMinMinor = 0n }) => (amountMinMinor > most ? amountMinMinor : most), 0n);
  const highest = services.reduce<bigint | undefined>(
    (least, { amountMaxMinor }) =>
      amountMaxMinor !== undefined && (least === undefined || amountMaxMinor < least) ? amountMaxMinor : least,
    undefined,
  );
  if (highest !== undefined && lowest > highest) return first.amountMinor;
  if (first.amountMinor < lowest) return lowest;
  return highest !== undefined && first.amountMinor > highest ? highest : first.amountMinor;
}
