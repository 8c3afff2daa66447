import { AsyncLocalStorage } from 'node:async_hooks';
import { Pool, type PoolClient, types } from 'pg';
import { limits } from '../domain/limits';
import { addressOf } from './address-of';
import { cleanError } from './clean-error';
import type { Database } from './database';
import { DatabaseUnreachable } from './database-unreachable';
import { endIdleTransactionsSql } from './end-idle-transactions-sql';

export type DatabaseOptions = Readonly<{
  /** Connections at most, 10 by default. Each short statement of this process needs one while it runs. */
  connectionsMax?: number;
  /** How long a caller waits for a connection before `DatabaseUnreachable`, 10 s by default. */
  connectTimeoutMs?: number;
  /** How long a statement's answer is awaited before `DatabaseUnreachable`: `limits.statementAnswerMs`, in a transaction `limits.transactionAnswerMs` by default. */
  answerMs?: number;
  /** How long the server waits for this client in the middle of a transaction, `limits.transactionIdleMs` by default. */
  transactionIdleMs?: number;
  /** What the server's list of connections shows. */
  applicationName?: string;
}>;

const int8 = 20;

// Of this pool alone: pg's global parsers belong to everyone who loads pg.
const parsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 ? BigInt : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};

/**
 * Opens a pool on PostgreSQL or on the embedded database. Connects on first use.
 * Queries throw `DatabaseUnreachable` for connection trouble and `StatementFailed` for what the server refuses.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const address = addressOf(url);
  const pool = new Pool({
    connectionString: url,
    types: parsers,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: options.applicationName ?? 'payrun',
  });
  // An idle connection that breaks is dropped by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const withinTransaction = new AsyncLocalStorage<true>();

  const query = async <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> => {
    // It would wait for a connection, or for the one embedded backend, that its own transaction holds.
    if (withinTransaction.getStore()) throw new Error("inside a transaction, use the transaction's own queries");
    try {
      return (await pool.query(asked(sql, values, options.answerMs ?? limits.statementAnswerMs))).rows;
    } catch (error) {
      throw cleanError(error, address);
    }
  };

  const transaction = async <Result>(work: (queries: Pick<Database, 'query'>) => Promise<Result>): Promise<Result> => {
    if (withinTransaction.getStore()) throw new Error('a transaction inside a transaction would wait for itself');
    const client = await pool.connect().catch((error: unknown) => {
      throw cleanError(error, address);
    });
    return withinTransaction.run(true, () => runTransaction(client, work, address, options));
  };

  return { query, transaction, close: () => pool.end() };
}

/** pg calls it `query_timeout`: a server that is gone without a word would be waited for as long as the system repeats its packets. */
const asked = (text: string, values: readonly unknown[], answerMs: number) => ({ text, values: [...values], query_timeout: answerMs });

async function runTransaction<Result>(
  client: PoolClient,
  work: (queries: Pick<Database, 'query'>) => Promise<Result>,
  address: string,
  { answerMs = limits.transactionAnswerMs, transactionIdleMs }: DatabaseOptions,
): Promise<Result> {
  let broken = false;
  // A connection that breaks between two queries says so here only.
  const onError = () => {
    broken = true;
  };
  const query = async <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> => {
    try {
      return (await client.query(asked(sql, values, answerMs))).rows;
    } catch (error) {
      throw cleanError(error, address);
    }
  };
  client.on('error', onError);
  try {
    await query(`begin isolation level read committed; ${endIdleTransactionsSql('transaction', transactionIdleMs)}`);
    const result = await work({ query });
    await query('commit');
    return result;
  } catch (error) {
    // Of a connection that says nothing nothing more is asked: the server rolls back what it never hears of again.
    if (error instanceof DatabaseUnreachable) broken = true;
    else await query('rollback').catch(onError);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
