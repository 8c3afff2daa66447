/**
 * One service of the account as the private list shows it (payouts.txt, GET `/payout-services`): switches and limits, no fields.
 * Limits are minor units of the service's own currency, rounded towards what is allowed; `undefined` where the answer names none.
 */
export type PayoutService = Readonly<{
  /** As a row names it: `card`, never `comcpos_…`. */
  code: string;
  method: string | undefined;
  /** The account's side: what an invoice is made out in. */
  currency: string;
  /** The service's side; the amount is exchanged where the two differ. */
  serviceCurrency: string | undefined;
  available: boolean | undefined;
  active: boolean | undefined;
  enabled: boolean | undefined;
  testMode: boolean | undefined;
  amountMinMinor: bigint | undefined;
  amountMaxMinor: bigint | undefined;
}>;
