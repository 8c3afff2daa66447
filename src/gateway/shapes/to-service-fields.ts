import { z } from 'zod';
import type { ServiceFields } from '../service-fields';
import { limitInMinor } from './limit-in-minor';
import { resourcesIn } from './resources-in';
import { textShape } from './text-shape';
import { toFieldRules } from './to-field-rules';

const serviceShape = z.object({
  code: textShape,
  service: textShape,
  currency: textShape,
  amount_min: z.unknown().optional(),
  amount_max: z.unknown().optional(),
  fields: z.unknown().optional(),
});

function toOffer(service: unknown, keyOfMap: string | undefined, currencyAsked: string): ServiceFields | undefined {
  const parsed = serviceShape.safeParse(service);
  const code = parsed.data?.code ?? parsed.data?.service ?? keyOfMap;
  if (!parsed.success || code === undefined) return undefined;
  const currency = parsed.data.currency?.toUpperCase() ?? currencyAsked;
  return {
    code,
    currency,
    amountMinMinor: limitInMinor(parsed.data.amount_min, currency, 'min'),
    amountMaxMinor: limitInMinor(parsed.data.amount_max, currency, 'max'),
    fields: toFieldRules(parsed.data.fields),
  };
}

/**
 * The body of a pre-request's answer → the services that it offers: `data.services`, a map by code (payouts.txt), empty as
 * `[]`, or a list. Undefined if the body has no such thing.
 */
export function toServiceFields(json: unknown, currencyAsked: string): readonly ServiceFields[] | undefined {
  const services = resourcesIn(json)?.[0]?.attributes.services;
  if (typeof services !== 'object' || services === null) return undefined;
  const offers = Array.isArray(services)
    ? services.map((service) => toOffer(service, undefined, currencyAsked))
    : Object.entries(services).map(([code, service]) => toOffer(service, code, currencyAsked));
  return offers.filter((offer) => offer !== undefined);
}
