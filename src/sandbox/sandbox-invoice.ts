import type { Movement } from './movement';

/** From when on an invoice has a status. Moments are planned ahead: one in the future has not happened yet. */
export type Moment = Readonly<{
  atMs: number;
  status: string;
  resolution: string /** What had been paid out by then. */;
  processedMinor?: string;
}>;

/** What an invoice is made of at creation. Nothing of it changes, and it holds no whole card number: it goes to a file. */
export type InvoiceFacts = Readonly<{
  id: string;
  referenceId: string;
  service: string;
  currency: string;
  /** Decimal text of minor units: JSON lines cannot hold a bigint. */
  amountMinor: string;
  testMode: boolean;
  description: string | null;
  fields: Readonly<Record<string, string>>;
  metadata: Readonly<Record<string, unknown>>;
  callbackUrl: string | null;
  customerId: string | null;
  createdMs: number;
  expiresMs: number;
  source: 'merchant_api' | 'dashboard';
}>;

/** An invoice with its past and its planned future. No moments: nobody has processed it. */
export type SandboxInvoice = Readonly<{ facts: InvoiceFacts; moments: Moment[]; movements: Movement[] }>;
