/** A create request that has passed every check. Card numbers are whole here: it is masked before anything keeps it. */
export type NewInvoice = Readonly<{
  referenceId: string;
  service: string;
  currency: string;
  amountMinor: bigint;
  testMode: boolean;
  description: string | null;
  fields: Readonly<Record<string, string>>;
  metadata: Readonly<Record<string, unknown>>;
  callbackUrl: string | null;
  customerReference: string | null;
  autoProcess: boolean;
}>;
