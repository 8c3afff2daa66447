import { asObject } from './as-object';
import { namedEnding } from './ending';
import type { PayoutService } from './payout-service';

/** A payout's `fields`, against what its service asks for. Adds what is wrong to `messages`. */
export function readFields(value: unknown, service: PayoutService | undefined, messages: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [key, given] of Object.entries(asObject(value) ?? {})) {
    if (typeof given === 'string') fields[key] = given;
    else messages[`fields.${key}`] = 'This value should be of type string.';
  }
  for (const { key, required, accepts } of service?.fields ?? []) {
    const given = fields[key];
    if (messages[`fields.${key}`] !== undefined) continue;
    if (given === undefined || given === '') {
      if (required) messages[`fields.${key}`] = 'This value should not be blank.';
    } else if (!accepts.test(given)) {
      messages[`fields.${key}`] = 'This value is not valid.';
    }
  }
  if (service?.code === 'test_usd') refuseTestFields(fields, messages);
  return fields;
}

/** What no pre-request tells: the account number `422` is refused although it fits its pattern, and so is a status that is none. */
function refuseTestFields(fields: Readonly<Partial<Record<string, string>>>, messages: Record<string, string>): void {
  if (fields.account === '422') messages['fields.account'] ??= 'The account is closed.';
  const status = fields.test_details_payout_status;
  if (status && namedEnding(status) === undefined) {
    messages['fields.test_details_payout_status'] ??= 'The value you selected is not a valid choice.';
  }
}
