/** One movement of money in the sandbox's books: out to a recipient, or back to the account. A payout paid twice has two movements out. */
export type Movement = Readonly<{
  /** `<invoice id>/<n>`: unique, so that a restart writes none twice. */
  id: string;
  direction: 'out' | 'back';
  invoiceId: string;
  referenceId: string;
  /** Decimal text of minor units: JSON lines cannot hold a bigint. */
  amountMinor: string;
  currency: string;
  /** ISO 8601. */
  time: string;
}>;
