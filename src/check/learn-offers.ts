import { currencyDecimals } from '../domain/currency';
import type { PayoutService } from '../gateway/payout-service';
import type { ServiceGateway } from '../gateway/service-gateway';
import { learnLiveRules } from './learn-live-rules';
import type { LiveNeed, LiveRulesResult } from './live-rules';

/** An everyday amount: most services' least is below it. */
const majorUnits = 10n;

/** An amount of this currency that the listed service would pay, in minor units. */
function payableAmount({ currency, serviceCurrency, amountMinMinor, amountMaxMinor }: PayoutService): bigint {
  const everydayMinor = majorUnits * 10n ** BigInt(currencyDecimals(currency) ?? 2);
  // The list's limits are the service's side: where an exchange stands between they say nothing of this currency.
  if ((serviceCurrency ?? currency) !== currency) return everydayMinor;
  if (amountMinMinor !== undefined && everydayMinor < amountMinMinor) return amountMinMinor;
  return amountMaxMinor !== undefined && everydayMinor > amountMaxMinor ? amountMaxMinor : everydayMinor;
}

/**
 * Asks what listed services want of a row, without a file at hand: fields and limits, each service and currency once. The list is handed
 * over, and not asked for again. Reads only.
 */
export async function learnOffers(
  listed: readonly PayoutService[],
  wanted: readonly PayoutService[],
  gateway: ServiceGateway,
): Promise<LiveRulesResult> {
  const needs = new Map<string, LiveNeed>();
  for (const service of wanted) {
    const { code, currency } = service;
    if (currencyDecimals(currency) !== undefined) {
      needs.set(`${currency} ${code}`, { service: code, currency, amountMinor: payableAmount(service) });
    }
  }
  const answer = { kind: 'ok', httpStatus: 200, body: listed, messages: [], retryAfterMs: undefined, durationMs: 0 } as const;
  return learnLiveRules([...needs.values()], {
    mode: gateway.mode,
    canPrerequest: gateway.canPrerequest,
    listServices: async () => answer,
    prerequest: (currency, amountMinor, signal) => gateway.prerequest(currency, amountMinor, signal),
  });
}
