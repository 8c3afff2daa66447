import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { schemaHash } from './schema-hash';

const program = ['-r', join(__dirname, 'register-typescript.cjs'), join(__dirname, '../../src/store/migrate-process.ts')];

/** The name of a migrated database that nobody has open, made once for a server and schema. */
export async function postgresTemplate(server: string): Promise<string> {
  const name = `payrun_template_${schemaHash()}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    // Several test files start at once: one of them makes it, the others wait for its lock.
    await client.query('select pg_advisory_lock(72418)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(`drop database if exists ${name}_unfinished with (force)`);
      await client.query(`create database ${name}_unfinished`);
      const url = new URL(server);
      url.pathname = `/${name}_unfinished`;
      await promisify(execFile)(process.execPath, program, { env: { ...process.env, DATABASE_URL: url.href } });
      await client.query(`alter database ${name}_unfinished rename to ${name}`);
    }
  } finally {
    await client.end();
  }
  return name;
}
