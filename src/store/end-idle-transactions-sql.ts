import { limits } from '../domain/limits';
import { isEmbeddedSql } from './is-embedded-sql';

/**
 * A client that is cut off in the middle of a transaction cannot say so, and PostgreSQL would keep its locks for hours: nobody of its account
 * could send. It ends a transaction that waits this long for its client. PGlite cannot (such a timer stops it for good): its own server does.
 */
export const endIdleTransactionsSql = (holds: 'transaction' | 'session', idleMs: number = limits.transactionIdleMs): string => `
  select set_config('idle_in_transaction_session_timeout', '${idleMs}', ${holds === 'transaction'})
  where not ${isEmbeddedSql}`;
