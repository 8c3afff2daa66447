import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/store/database';
import { openDatabase } from '../../src/store/open-database';
import { embeddedTemplate } from './embedded-template';
import { postgresTemplate } from './postgres-template';
import { startBuiltlessDatabase } from './start-builtless-database';

export type TestDatabase = Readonly<{ kind: 'embedded' | 'postgres'; url: string; db: Database }>;

type Opened = TestDatabase & Readonly<{ close(): Promise<void> }>;

/**
 * Runs the same tests on the embedded database, served by a process of its own, and, where `PAYRUN_TEST_DATABASE_URL` names a server, on
 * PostgreSQL. Each call has a fresh, migrated database of its own, shared by its tests: make an account for each test.
 */
export function describeOnEachDatabase(name: string, tests: (database: () => Database, opened: () => TestDatabase) => void): void {
  describeOnEmbedded(name, tests);
  describeOnPostgres(name, tests);
}

/** As `describeOnEachDatabase`, for what takes long and says nothing about the database. */
export function describeOnEmbedded(name: string, tests: (database: () => Database, opened: () => TestDatabase) => void): void {
  describeOn(name, 'embedded', openEmbedded, tests);
}

/** As `describeOnEachDatabase`, for what only PostgreSQL can show: the embedded database has one backend, so nothing in it overlaps. */
export function describeOnPostgres(name: string, tests: (database: () => Database, opened: () => TestDatabase) => void): void {
  const server = process.env.PAYRUN_TEST_DATABASE_URL;
  if (server === undefined || server === '')
    describe.skip(`${name} (on PostgreSQL: PAYRUN_TEST_DATABASE_URL is not set)`, () => tests(closed, closed));
  else describeOn(name, 'postgres', () => openPostgres(server), tests);
}

function describeOn(
  name: string,
  kind: TestDatabase['kind'],
  open: () => Promise<Opened>,
  tests: (database: () => Database, opened: () => TestDatabase) => void,
): void {
  describe(`${name} (${kind})`, () => {
    let opened: Opened | undefined;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened?.close();
    });
    tests(
      () => opened?.db ?? closed(),
      () => opened ?? closed(),
    );
  });
}

function closed(): never {
  throw new Error('the database is open while tests run only');
}

async function openEmbedded(): Promise<Opened> {
  const template = await embeddedTemplate();
  const dataDir = mkdtempSync(join(tmpdir(), 'payrun-test-'));
  cpSync(template, dataDir, { recursive: true });
  const started = await startBuiltlessDatabase(dataDir);
  const db = openDatabase(started.url);
  return {
    kind: 'embedded',
    url: started.url,
    db,
    async close() {
      await db.close();
      await started.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function openPostgres(server: string): Promise<Opened> {
  const template = await postgresTemplate(server);
  const name = `payrun_test_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase(server, { connectionsMax: 1 });
  await admin.query(`create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href);
  return {
    kind: 'postgres',
    url: url.href,
    db,
    async close() {
      await db.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}
