import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { startTestPostgres } from '../../scripts/test-postgres.mjs';
import { processUse } from './process-use.mjs';

const require = createRequire(import.meta.url);

/**
 * Rows a second that a submit seals and stores, its last reading of the file included, and the CPU of both sides; undefined without PostgreSQL.
 * @returns {Promise<{ rowsPerSecond: number, cpuSeconds: number, databaseCpuSeconds: number } | undefined>}
 */
export async function measureStore(path, rows) {
  const postgres = await startTestPostgres({ durable: true });
  if (postgres === undefined) return undefined;
  const { checkFileLocally } = require('../../dist/check/check-file-locally.js');
  const { rowsOfCheckedFile } = require('../../dist/check/rows-of-checked-file.js');
  const { accountId } = require('../../dist/store/accounts.js');
  const { parseDataKeys } = require('../../dist/store/data-keys.js');
  const { migrate } = require('../../dist/store/migrate.js');
  const { openDatabase } = require('../../dist/store/open-database.js');
  const { storeDraft } = require('../../dist/store/store-draft.js');
  try {
    await migrate(postgres.url);
    const db = openDatabase(postgres.url);
    const keys = parseDataKeys(randomBytes(32).toString('base64'));
    const account = await accountId(db, { address: 'bench', account: 'bench', mode: 'test' });
    const file = await checkFileLocally(path);
    const { contentHash, rowCount, totals } = file;
    const batch = { id: `bench-${rows}`, accountId: account, fileName: 'bench.csv', period: '', submittedBy: 'bench' };
    const facts = { ...batch, contentHash, rowCount, totals, policy: { duplicates: 'refuse' } };
    const [startedAt, own, before] = [performance.now(), process.cpuUsage(), processUse(postgres.pid)];
    await storeDraft(db, keys, facts, eachRow(rowsOfCheckedFile(path, file)));
    const seconds = (performance.now() - startedAt) / 1_000;
    const { user, system } = process.cpuUsage(own);
    const databaseCpuSeconds = (processUse(postgres.pid).cpuMs - before.cpuMs) / 1_000;
    await db.close();
    return { rowsPerSecond: rowCount / seconds, cpuSeconds: (user + system) / 1_000_000, databaseCpuSeconds };
  } finally {
    await postgres.stop();
  }
}

async function* eachRow(chunks) {
  for await (const chunk of chunks) yield* chunk;
}
