import type { Books } from './books';
import type { InvoiceStore } from './invoice-store';
import type { SandboxAccount } from './sandbox-account';
import type { SandboxSettings } from './sandbox-settings';

/** What every operation of one sandbox shares. */
export type SandboxState = {
  readonly account: SandboxAccount;
  readonly seed: number;
  readonly store: InvoiceStore;
  readonly books: Books;
  /** Replaced as a whole when a setting changes. */
  settings: SandboxSettings;
};
