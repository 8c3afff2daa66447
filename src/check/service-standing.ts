import type { PayoutService } from '../gateway/payout-service';
import type { ServiceStanding } from './live-rules';

type Asked = Readonly<{ service: string; currency: string; mode: 'test' | 'live'; offered: boolean }>;

export type Standing = Readonly<{ standing: ServiceStanding; listed: PayoutService | undefined }>;

/**
 * How a service stands, by the account's list. The pre-request is the better witness of what can be paid, so an offered service
 * is not refused for a switch in the list; only the mode is: a service of the other mode would move real money in a test, or none in earnest.
 */
export function serviceStanding(list: readonly PayoutService[], { service, currency, mode, offered }: Asked): Standing {
  const all = list.filter(({ code }) => code === service);
  const ofCurrency = all.filter((candidate) => candidate.currency === currency || candidate.serviceCurrency === currency);
  const ofMode = ofCurrency.filter(({ testMode }) => testMode === undefined || testMode === (mode === 'test'));
  const on = ofMode.filter(({ active, enabled }) => active !== false && enabled !== false);
  const ready = on.filter(({ available }) => available !== false);
  const listed = ready[0] ?? ofMode[0];
  if (ofCurrency.length > 0 && ofMode.length === 0) return { standing: 'other_mode', listed };
  if (offered) return { standing: 'offered', listed };
  if (all.length === 0) return { standing: 'unknown', listed };
  if (ofCurrency.length === 0) return { standing: 'other_currency', listed };
  if (on.length === 0) return { standing: 'inactive', listed };
  return { standing: ready.length === 0 ? 'unavailable' : 'not_offered', listed };
}
