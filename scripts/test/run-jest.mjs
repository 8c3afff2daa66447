import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { checkout, dependencyBin } from '../set-up/checkout.mjs';
import { duration, say } from '../set-up/say.mjs';
import { startTestPostgres } from '../test-postgres.mjs';

/** The tests that run on both databases carry the name of theirs. */
const onPostgres = /\(postgres\)/;

/** Runs jest, with a PostgreSQL where this machine has one. `failed` counts a file that did not run as one. */
export async function runJest(args, resultFile) {
  const since = Date.now();
  const postgres = process.env.PAYRUN_TEST_DATABASE_URL === undefined ? await startTestPostgres() : undefined;
  const env = postgres === undefined ? process.env : { ...process.env, PAYRUN_TEST_DATABASE_URL: postgres.url };
  if (env.PAYRUN_TEST_DATABASE_URL === undefined) say('PostgreSQL: not on this machine, so only the embedded database is tested');
  try {
    const code = await spawnJest(args, resultFile, env);
    const counts = count(readResults(resultFile), code, args.length === 0);
    say(`jest took ${duration(since)}; ${counts.onPostgres} tests on PostgreSQL, ${counts.skipped} skipped`);
    return counts;
  } finally {
    await postgres?.stop();
  }
}

async function spawnJest(args, resultFile, env) {
  mkdirSync(dirname(resultFile), { recursive: true });
  rmSync(resultFile, { force: true });
  const options = ['--json', `--outputFile=${resultFile}`, ...args];
  const jest = spawn(process.execPath, [dependencyBin('jest', 'bin', 'jest.js'), ...options], {
    cwd: checkout,
    env,
    stdio: ['inherit', 'ignore', 'inherit'],
  });
  const [code] = await once(jest, 'exit');
  return code;
}

function count(results, code, isWhole) {
  const passed = results?.numPassedTests ?? 0;
  let failed = (results?.numFailedTests ?? 0) + (results?.numRuntimeErrorTestSuites ?? 0);
  if (failed === 0 && code !== 0) {
    say(`jest ended with code ${code} although no test failed`);
    failed += 1;
  }
  const tests = results?.testResults.flatMap((file) => file.assertionResults) ?? [];
  const ranOnPostgres = tests.filter(({ fullName, status }) => onPostgres.test(fullName) && status === 'passed').length;
  if (isWhole && process.env.PAYRUN_REQUIRE_POSTGRES === '1' && ranOnPostgres === 0) {
    say('PAYRUN_REQUIRE_POSTGRES is set, and no test ran on PostgreSQL');
    failed += 1;
  }
  return { passed, failed, onPostgres: ranOnPostgres, skipped: results?.numPendingTests ?? 0 };
}

function readResults(resultFile) {
  try {
    return JSON.parse(readFileSync(resultFile, 'utf8'));
  } catch {
    return undefined; // jest ended before it had any
  }
}
