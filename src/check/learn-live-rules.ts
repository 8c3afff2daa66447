import type { PayoutService } from '../gateway/payout-service';
import type { ServiceFields } from '../gateway/service-fields';
import type { ServiceGateway } from '../gateway/service-gateway';
import { askForOffers } from './ask-for-offers';
import type { LiveNeed, LiveRulesResult, LiveService } from './live-rules';
import { liveTrouble } from './live-trouble';
import { serviceStanding } from './service-standing';

type Limits = Readonly<{ amountMinMinor: bigint | undefined; amountMaxMinor: bigint | undefined }>;

const noLimits: Limits = { amountMinMinor: undefined, amountMaxMinor: undefined };

/**
 * The pre-request's limits, and the list's where it names none. Limits in another currency than the row's cannot be held
 * against the row: the rate between the two is the gateway's.
 */
function limitsFor(currency: string, offer: ServiceFields | undefined, listed: PayoutService | undefined): Limits {
  if (offer !== undefined && offer.currency !== currency) return noLimits;
  const comparable = listed?.currency === currency && (listed.serviceCurrency ?? currency) === currency;
  const fallback = comparable ? listed : noLimits;
  return {
    amountMinMinor: offer?.amountMinMinor ?? fallback.amountMinMinor,
    amountMaxMinor: offer?.amountMaxMinor ?? fallback.amountMaxMinor,
  };
}

function toLiveService(
  { service, currency }: LiveNeed,
  offer: ServiceFields | undefined,
  list: readonly PayoutService[],
  mode: 'test' | 'live',
): LiveService {
  const { standing, listed } = serviceStanding(list, { service, currency, mode, offered: offer !== undefined });
  const { amountMinMinor, amountMaxMinor } = limitsFor(currency, offer, listed);
  return {
    service,
    currency,
    standing,
    amountMinMinor: amountMinMinor?.toString(),
    amountMaxMinor: amountMaxMinor?.toString(),
    fields: offer?.fields,
  };
}

function byCurrency(needs: readonly LiveNeed[]): readonly (readonly LiveNeed[])[] {
  const groups = new Map<string, LiveNeed[]>();
  for (const need of needs) {
    const group = groups.get(need.currency);
    if (group) group.push(need);
    else groups.set(need.currency, [need]);
  }
  return [...groups.values()];
}

/**
 * Asks the gateway what it wants of the services that a file names: the account's list, then a pre-request a currency and a few
 * more for what is missing there. `needs` are distinct pairs of service and currency. Reads only; nothing of a row but its
 * amount, service and currency is used, and none of it is in the result of a failure. Never throws for an answer.
 */
export async function learnLiveRules(needs: readonly LiveNeed[], gateway: ServiceGateway, signal?: AbortSignal): Promise<LiveRulesResult> {
  if (!gateway.canPrerequest) return { ok: false, reason: 'no_public_key', asked: 'prerequest', httpStatus: undefined };
  const list = await gateway.listServices(signal);
  if (list.kind !== 'ok') return { ok: false, reason: liveTrouble(list.kind), asked: 'services', httpStatus: list.httpStatus };
  const listed = list.body ?? [];
  const services: LiveService[] = [];
  for (const group of byCurrency(needs)) {
    const result = await askForOffers(group, listed, gateway, signal);
    if (!result.ok) return { ok: false, reason: result.reason, asked: 'prerequest', httpStatus: result.httpStatus };
    services.push(...group.map((need) => toLiveService(need, result.offers.get(need.service), listed, gateway.mode)));
  }
  return { ok: true, rules: { mode: gateway.mode, services } };
}
