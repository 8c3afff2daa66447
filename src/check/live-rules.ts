import type { FieldRule } from '../gateway/service-fields';

/** A pair of service and currency that a file asks for, with the amount of one of its rows. */
export type LiveNeed = Readonly<{ service: string; currency: string; amountMinor: bigint }>;

/**
 * How a service stands for a currency.
 *
 * - `offered`: the pre-request shows it
 * - `unknown`: neither the pre-request nor the account's list has it
 * - `inactive`, `unavailable`: the account's list has it switched off, or not available
 * - `other_currency`, `other_mode`: the account has it, but not for this currency, or not in this mode
 * - `not_offered`: the list has it, ready, and the pre-request does not show it, not even for the row's own amount
 */
export type ServiceStanding = 'offered' | 'unknown' | 'inactive' | 'unavailable' | 'other_currency' | 'other_mode' | 'not_offered';

/** What the gateway asks of one service in one currency. Amounts are minor units of that currency as decimal digits, so that JSON can hold them. */
export type LiveService = Readonly<{
  service: string;
  currency: string;
  standing: ServiceStanding;
  amountMinMinor: string | undefined;
  amountMaxMinor: string | undefined;
  /** `undefined`: the gateway does not say, so fields are not checked. */
  fields: readonly FieldRule[] | undefined;
}>;

/** The gateway's rules for one file, as learnt at one time. Can be stored as JSON. */
export type LiveRules = Readonly<{ mode: 'test' | 'live'; services: readonly LiveService[] }>;

/**
 * Why the rules could not be learnt.
 *
 * - `no_public_key`: the settings name none, so the fields cannot be asked for
 * - `unauthorized`: 401 or 403; which key is meant tells `asked`
 * - `limited`: 429
 * - `unreachable`: no answer, 5xx, a wrong address (404, 405) or a body that does not parse
 * - `refused`: 400, 409 or 422 to a question that has nothing of a row in it
 */
export type LiveTrouble = 'no_public_key' | 'unauthorized' | 'limited' | 'unreachable' | 'refused';

export type LiveRulesResult =
  | Readonly<{ ok: true; rules: LiveRules }>
  | Readonly<{ ok: false; reason: LiveTrouble; asked: 'services' | 'prerequest'; httpStatus: number | undefined }>;
