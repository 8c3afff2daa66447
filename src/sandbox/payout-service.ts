/** A field of a service as the pre-request tells of it. */
export type ServiceField = Readonly<{
  key: string;
  label: string;
  required: boolean;
  /** As the gateway prints it: over-escaped, or between delimiters. */
  regexp: string | null;
  /** As the gateway itself means it. */
  accepts: RegExp;
}>;

/** A payout service of the sandbox's account. Amounts are decimal text, as money is written. */
export type PayoutService = Readonly<{
  id: string;
  code: string;
  method: string;
  currency: string;
  available: boolean;
  active: boolean;
  enabled: boolean;
  amountMin: string;
  amountMax: string;
  fields: readonly ServiceField[];
}>;
