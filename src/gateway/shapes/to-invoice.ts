import { z } from 'zod';
import { amountFromNumber } from '../../domain/amount-from-number';
import type { Invoice } from '../payout-gateway';
import { flagShape } from './flag-shape';
import { objectShape } from './object-shape';
import { relatedId } from './related-id';
import { type Resource, resourcesIn } from './resources-in';
import { textShape } from './text-shape';
import { timeShape } from './time-shape';

/** Attributes of payouts.txt. They come and go by brand and age: all may be missing but what an invoice cannot be without. */
const attributesShape = z.object({
  status: z.string().min(1),
  resolution: textShape,
  reference_id: textShape,
  service: textShape,
  currency: textShape,
  amount: z.unknown().optional(),
  processed_amount: z.unknown().optional(),
  test_mode: flagShape,
  fields: objectShape,
  created: timeShape,
});

/** A field's value as text; lists and objects show nothing to compare. */
function shownFields(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => {
      const text = textShape.parse(value);
      return text === undefined ? [] : [[key, text] as const];
    }),
  );
}

/** An id becomes part of a path, where `.` and `..` would lead elsewhere, and is stored and shown: one plain word, no sentence. */
const idForm = /^(?=.*[A-Za-z0-9])[!-~]{1,128}$/;

/** One document → invoice; undefined without id or status. `currency` is what was asked for, used where the answer names none. */
export function resourceToInvoice(resource: Resource, currency: string | undefined): Invoice | undefined {
  const id = textShape.parse(resource.id);
  const parsed = attributesShape.safeParse(resource.attributes);
  if (id === undefined || !idForm.test(id) || !parsed.success) return undefined;
  const { data } = parsed;
  // Read by its own currency: 1000 yen is no 1000.00 dollars, and the comparison that follows must see the difference.
  const own = data.currency?.toUpperCase();
  const amountMinor = (amount: unknown) => {
    const unit = own ?? currency;
    return unit === undefined ? undefined : amountFromNumber(amount, unit);
  };
  return {
    id,
    referenceId: data.reference_id,
    status: data.status,
    resolution: data.resolution,
    service: data.service ?? relatedId(resource, 'payout-service'),
    currency: own,
    amountMinor: amountMinor(data.amount),
    processedAmountMinor: amountMinor(data.processed_amount),
    testMode: data.test_mode,
    fields: shownFields(data.fields),
    createdAt: data.created,
  };
}

/** The one invoice in an answer's body; undefined if there is none, more than one, or no readable one. */
export function toInvoice(body: unknown, currency: string | undefined): Invoice | undefined {
  const [resource, ...others] = resourcesIn(body) ?? [];
  return resource === undefined || others.length > 0 ? undefined : resourceToInvoice(resource, currency);
}
