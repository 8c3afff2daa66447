import { z } from 'zod';
import type { PayoutService } from '../payout-service';
import { flagShape } from './flag-shape';
import { limitInMinor } from './limit-in-minor';
import { relatedId } from './related-id';
import type { Resource } from './resources-in';
import { textShape } from './text-shape';

const attributesShape = z.object({
  service: textShape,
  service_method: textShape,
  service_currency: textShape,
  currency: textShape,
  available: flagShape,
  active: flagShape,
  enabled: flagShape,
  test_mode: flagShape,
  amount_min: z.unknown().optional(),
  amount_max: z.unknown().optional(),
});

/** One document of GET `/payout-services` → service; undefined if it names no code or no currency. */
export function toPayoutService(resource: Resource): PayoutService | undefined {
  const attributes = attributesShape.parse(resource.attributes);
  const code = attributes.service ?? relatedId(resource, 'payout-service');
  const serviceCurrency = attributes.service_currency?.toUpperCase();
  const currency = attributes.currency?.toUpperCase() ?? serviceCurrency;
  if (code === undefined || currency === undefined) return undefined;
  return {
    code,
    method: attributes.service_method ?? relatedId(resource, 'payout-method'),
    currency,
    serviceCurrency,
    available: attributes.available,
    active: attributes.active,
    enabled: attributes.enabled,
    testMode: attributes.test_mode,
    amountMinMinor: limitInMinor(attributes.amount_min, serviceCurrency ?? currency, 'min'),
    amountMaxMinor: limitInMinor(attributes.amount_max, serviceCurrency ?? currency, 'max'),
  };
}
