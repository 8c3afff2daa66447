import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database';
import { StatementFailed } from './statement-failed';

export type MigrationState = Readonly<{
  /** Names of migrations that have not run. */
  missing: readonly string[];
  /** Names that ran and that this version does not know: a newer one made the tables. */
  unknown: readonly string[];
}>;

const tableMissing = '42P01';

/** Whether a database's tables are those of this version. */
export async function migrationState(db: Pick<Database, 'query'>): Promise<MigrationState> {
  const files = readdirSync(join(__dirname, 'migrations')).filter((name) => name.endsWith('.sql'));
  const known = files.map((name) => name.slice(0, -'.sql'.length)).sort();
  const ran = new Set(await namesThatRan(db));
  return { missing: known.filter((name) => !ran.has(name)), unknown: [...ran].filter((name) => !known.includes(name)).sort() };
}

async function namesThatRan(db: Pick<Database, 'query'>): Promise<readonly string[]> {
  try {
    return (await db.query<{ name: string }>('select name from payrun_migrations')).map(({ name }) => name);
  } catch (error) {
    if (error instanceof StatementFailed && error.sqlState === tableMissing) return [];
    throw error;
  }
}
