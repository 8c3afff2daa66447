import { join } from 'node:path';
import { Client } from 'pg';
import { addressOf } from './address-of';
import { cleanError } from './clean-error';
import { endIdleTransactionsSql } from './end-idle-transactions-sql';
import { isEmbeddedSql } from './is-embedded-sql';

const folder = join(__dirname, 'migrations');

/**
 * Brings the tables up to date and returns the names of the migrations that it ran. Several may call it at once: on PostgreSQL the others
 * wait, and then find nothing to do. The embedded database has one backend for all, so a lock of a session would keep nobody out there;
 * its own process migrates it before anyone can connect.
 * @throws DatabaseUnreachable, StatementFailed
 */
export async function migrate(url: string): Promise<readonly string[]> {
  // ESM only. A dynamic import stays one in CommonJS output, and loads it under every Node that we support.
  const { runner } = await import('node-pg-migrate');
  const address = addressOf(url);
  const client = new Client({ connectionString: url, application_name: 'payrun migrate', connectionTimeoutMillis: 10_000 });
  // A connection that breaks between two queries says so here only.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const embedded = await isEmbedded(client);
    await client.query(endIdleTransactionsSql('session'));
    const ran = await runner({
      dbClient: client,
      dir: folder,
      direction: 'up',
      migrationsTable: 'payrun_migrations',
      checkOrder: true,
      singleTransaction: true,
      noLock: embedded,
      advisoryLockMode: 'wait',
      log: () => undefined,
    });
    return ran.map(({ name }) => name);
  } catch (error) {
    throw cleanError(error, address);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isEmbedded(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ embedded: boolean }>(`select ${isEmbeddedSql} as embedded`);
  return rows[0]?.embedded === true;
}
