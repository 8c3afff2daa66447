import { asObject } from './as-object';

/** Shorter words tell nothing about a payee, and would be found everywhere. */
const wordCharactersMin = 4;

/** What a create request says about its payee, as it stood in the body: card numbers whole. */
export function echoWords(body: Readonly<Record<string, unknown>>): readonly string[] {
  const attributes = asObject(asObject(body.data)?.attributes) ?? {};
  const customer = asObject(attributes.customer) ?? {};
  const values = [...Object.values(asObject(attributes.fields) ?? {}), customer.name, customer.email, attributes.description];
  return values.filter((value): value is string => typeof value === 'string' && value.length >= wordCharactersMin);
}
