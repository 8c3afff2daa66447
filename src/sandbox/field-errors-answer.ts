import type { GatewayAnswer } from './gateway-answer';

/** The documented 422: an object by field, not a list. A field inside `fields` or `customer` is named by its path, `fields.account`. */
export function fieldErrorsAnswer(messages: Readonly<Record<string, string>>): GatewayAnswer {
  return { status: 422, body: { errors: messages } };
}
