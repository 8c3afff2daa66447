import type { PatternProblem } from './field-pattern';

/** One field that a service asks for. Can be stored as JSON. */
export type FieldRule = Readonly<{
  /** The column is `fields.<key>`. */
  key: string;
  /** English where there is one. */
  label: string;
  required: boolean;
  /** The gateway's pattern, repaired, for RE2; absent where there is none or it is not to be enforced. */
  pattern: string | undefined;
  /** Why a pattern that the gateway gave is not enforced: its own 422 is the judge then. */
  patternProblem: PatternProblem | undefined;
  example: string | undefined;
}>;

/**
 * One service as the pre-request offers it for a currency and an amount (payouts.txt, POST `/payout-prerequest`).
 * Limits are minor units of `currency`, rounded towards what is allowed.
 */
export type ServiceFields = Readonly<{
  code: string;
  /** The service's currency: may differ from the one that was asked for, which stands here if the answer names none. */
  currency: string;
  amountMinMinor: bigint | undefined;
  amountMaxMinor: bigint | undefined;
  /** `undefined` where the answer does not speak of fields at all; an empty list asks for none. */
  fields: readonly FieldRule[] | undefined;
}>;
