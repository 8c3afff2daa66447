import type { AccountCause } from '../../domain/outcome';

/** Is told of every change of the account's gate that one worker brings about, once it is written. */
export interface GateWatch {
  closed(cause: AccountCause): void;
  opened(cause: AccountCause): void;
}
