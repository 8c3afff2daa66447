import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/until';
import { allPaidOnce, type BatchJudged, judgeBatch, submittedOf } from './judge-batch';
import { fileOfRows, madeRows } from './payees';
import type { Program } from './program';
import { type Scenario, sideBySide } from './side-by-side';
import { type DatabaseKind, databaseKinds, type World, worldSeed } from './world';

const rows = madeRows(80);

type Kill = (world: World, workers: readonly Program[]) => Promise<void>;

/** Pays a file with two workers and lets `kill` do its work once a third of the payouts are on their way. */
function payThrough(database: DatabaseKind, kill: Kill): Scenario<BatchJudged & { submitExit: number | null }> {
  return async (start) => {
    const world = await start({ database, sandbox: { latencyMs: [50, 300] } });
    const file = world.writeFile('payroll.csv', fileOfRows(rows));
    const workers = await Promise.all([world.startWorker(), world.startWorker()]);
    const submit = world.payrun(['submit', file, '--yes', '-o', 'jsonl']);
    await until(async () => (await world.sandbox.control.requests('process')).length >= rows.length / 3);
    await kill(world, workers);
    const submitted = await submit.ended;
    return { ...(await judgeBatch(world, submittedOf(submitted).batch, rows)), submitExit: submitted.code };
  };
}

const onTemporal: Kill = async (world) => {
  await world.killTemporal();
  await sleep(2_000);
  await world.startTemporal();
};

const onEmbeddedDatabase: Kill = async (world) => {
  await world.killEmbedded();
  await sleep(1_000);
  await world.startEmbedded();
};

const onWorkers: Kill = async (world, workers) => {
  await Promise.all(workers.map((worker) => worker.kill()));
  await Promise.all(workers.map(() => world.startWorker()));
};

const onConnections: Kill = async (world) => {
  const others = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
  for (const _ of [1, 2, 3]) {
    await world.db.query(others);
    await sleep(700);
  }
};

const kills = {
  'the Temporal server is killed and started again on its file': payThrough('embedded', onTemporal),
  'the embedded database is killed and started again on its folder': payThrough('embedded', onEmbeddedDatabase),
  'both workers are killed at once': payThrough('embedded', onWorkers),
  ...(databaseKinds.includes('postgres') && {
    'every connection to the database is cut, three times (postgres)': payThrough('postgres', onConnections),
  }),
};

describe(`in the middle of a batch, seed ${worldSeed}`, () => {
  const resultOf = sideBySide(kills);

  test.each(Object.keys(kills))('%s: each row is paid once, and all reconciles', async (name) => {
    expect(await resultOf(name)).toEqual({ ...allPaidOnce, submitExit: 0 });
  });
});
