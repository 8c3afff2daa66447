import { OutOfReach } from '../domain/out-of-reach';
import type { Database } from '../store/database';
import { migrate } from '../store/migrate';
import { migrationState } from '../store/migration-state';

/**
 * Brings a database's tables up to this version. The embedded database has done it by itself.
 * @throws OutOfReach when a newer version made them: what it wrote may mean something else here
 */
export async function requireTables(db: Database, url: string): Promise<void> {
  const { missing, unknown } = await migrationState(db);
  if (unknown.length > 0) {
    const fix = 'use the version of Payrun that made them, or a newer one';
    throw new OutOfReach("the database's tables are newer than this Payrun", unknown.join(', '), fix);
  }
  if (missing.length > 0) await migrate(url);
}
