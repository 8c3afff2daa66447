import type { PayoutService } from './payout-service';

/** A service as the private API lists it: limits, fees and switches, but no fields. */
export const serviceResource = (service: PayoutService) => ({
  type: 'payout-services',
  id: service.id,
  attributes: {
    service: service.code,
    service_method: service.method,
    service_currency: service.currency,
    available: service.available,
    active: service.active,
    enabled: service.enabled,
    amount_min: Number(service.amountMin),
    amount_max: Number(service.amountMax),
    fee_min: 0,
    fee_max: 0,
    fee_rate: 0,
    fee_fix: 0,
    currency: service.currency,
    test_mode: true,
  },
  relationships: {
    'payout-method': { data: { type: 'payout-methods', id: service.method } },
    'payout-service': { data: { type: 'payout-services', id: service.code } },
  },
  links: { self: `/api/payout-services/${service.id}` },
});
