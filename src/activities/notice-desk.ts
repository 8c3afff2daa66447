import type { NoticeReceiver } from '../notices/notice-receiver';
import type { Turnstile } from './turnstile';

/** What a worker needs to tell notices: there only where the settings name a receiver. */
export type NoticeDesk = Readonly<{
  receiver: NoticeReceiver;
  enter: Turnstile;
  /** Has the account's workflow look at the outbox, if something new waits there, or with `all` anything. Never throws: no batch fails for a notice. */
  wake: (all?: boolean) => Promise<void>;
}>;
