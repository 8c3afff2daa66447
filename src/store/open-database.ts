import { AsyncLocalStorage } from 'node:async_hooks';
import { Pool, type PoolClient, types } from 'pg';
import { addressOf } from './address-of';
import { cleanError } from './clean-error';
import type { Database } from './database';

export type DatabaseOptions = Readonly<{
  /** Connections at most, 10 by default. Each short statement of this process needs one while it runs. */
  connectionsMax?: number;
  /** How long a caller waits for a connection before `DatabaseUnreachable`, 10 s by default. */
  connectTimeoutMs?: number;
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
      return (await pool.query(sql, [...values])).rows;
    } catch (error) {
      throw cleanError(error, address);
    }
  };

  const transaction = async <Result>(work: (queries: Pick<Database, 'query'>) => Promise<Result>): Promise<Result> => {
    if (withinTransaction.getStore()) throw new Error('a transaction inside a transaction would wait for itself');
    const client = await pool.connect().catch((error: unknown) => {
      throw cleanError(error, address);
    });
    return withinTransaction.run(true, () => runTransaction(client, work, address));
  };

  return { query, transaction, close: () => pool.end() };
}

async function runTransaction<Result>(
  client: PoolClient,
  work: (queries: Pick<Database, 'query'>) => Promise<Result>,
  address: string,
): Promise<Result> {
  let broken = false;
  // A connection that breaks between two queries says so here only.
  const onError = () => {
    broken = true;
  };
  const query = async <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> => {
    try {
      return (await client.query(sql, [...values])).rows;
    } catch (error) {
      throw cleanError(error, address);
    }
  };
  client.on('error', onError);
  try {
    await query('begin isolation level read committed');
    const result = await work({ query });
    await query('commit');
    return result;
  } catch (error) {
    await query('rollback').catch(onError);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
