import type { ForeignInvoice } from './add-foreign-invoice';
import type { Fault } from './fault';
import type { Movement } from './movement';
import type { Outage } from './outage';
import type { RequestRecord } from './request-record';
import type { SandboxAccount } from './sandbox-account';
import type { SandboxSettings } from './sandbox-settings';

/** A running stand-in gateway. */
export interface Sandbox {
  /** Base address of the private API, without a slash at its end; every path also works below `/api`. */
  readonly url: string;
  /** Base address of the public API: the same server. */
  readonly publicUrl: string;
  /** Base address of the control server. */
  readonly controlUrl: string;
  readonly credentials: SandboxAccount;
  /** Every movement of money so far, in order of time. */
  readonly books: readonly Movement[];
  /** Requests so far, oldest first. `{id}` in the pattern stands for one part of the path: `/payout-invoices/{id}/process`. */
  seen(method: string, pathPattern: string): readonly RequestRecord[];
  /** Replaces all faults; counters of `times` start anew. */
  setFaults(faults: readonly Fault[]): void;
  changeSettings(settings: Partial<SandboxSettings>): void;
  /** Credentials that are not valid are answered 401, or 403 as if they were known but barred. */
  setCredentials(state: Readonly<{ valid: boolean; answer?: 401 | 403 }>): void;
  setOutage(outage: Outage): void;
  /** An invoice that somebody else made; undefined if its reference is taken already. Returns its id. */
  addInvoice(foreign: ForeignInvoice): string | undefined;
  /** Closes the servers and every connection, at once; files keep what they hold. */
  stop(): Promise<void>;
}
