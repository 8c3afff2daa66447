import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { RequestRecord } from '../../src/sandbox/request-record';
import { until } from '../support/until';
import { allPaidOnce, judgeBatch, submittedOf } from './judge-batch';
import { fileOfRows, madeRows } from './payees';
import { type StartWorld, sideBySide } from './side-by-side';
import { type World, worldSeed } from './world';

const rows = madeRows(20);

/** What is asked about rows; the rest is asked by commands, to check a file. */
const aboutRows = (requests: readonly RequestRecord[]): readonly string[] =>
  requests
    .filter(({ step }) => step !== 'services' && step !== 'prerequest' && step !== 'account')
    .map(({ method, path, status }) => `${method} ${path} ${status}`);

/** Whether a worker has been handed the batch's work and has handed it back. */
async function wasRefusedByWorker(client: Client, batch: string): Promise<boolean> {
  const { raw } = await client.workflow.getHandle(`batch/${batch}`).describe();
  return raw.pendingActivities?.some(({ lastFailure }) => lastFailure?.applicationFailureInfo?.type === 'OtherAccount') === true;
}

async function untilRefused(world: World, batch: string): Promise<void> {
  const connection = await Connection.connect({ address: world.temporal.address });
  try {
    await until(() => wasRefusedByWorker(new Client({ connection }), batch));
  } finally {
    await connection.close();
  }
}

async function meetForeignWorkers(start: StartWorld) {
  const world = await start();
  const elsewhere = await world.startSandbox('elsewhere', worldSeed);
  const foreign = {
    address: { PAYRUN_GATEWAY_URL: elsewhere.url },
    account: { PAYRUN_ACCOUNT_ID: 'coma_other' },
    mode: { PAYRUN_MODE: 'live', PAYRUN_PUBLIC_KEY: 'pk_live_other' },
  } as const;
  const file = world.writeFile('payroll.csv', fileOfRows(rows));
  const workers = await Promise.all(Object.values(foreign).map((settings) => world.startWorker(settings)));
  const submitted = await world.run(['submit', file, '--yes', '--no-watch', '-o', 'json']);
  const { batch } = submittedOf(submitted);
  await untilRefused(world, batch);
  await sleep(5_000);
  const requests = { here: aboutRows(await world.sandbox.control.requests()), elsewhere: aboutRows(await elsewhere.control.requests()) };
  const journal = (await world.db.query<{ n: number }>('select count(*)::int as n from gateway_calls'))[0]?.n;
  const seenByOthers = await Promise.all(Object.values(foreign).map((settings) => world.run(['status', batch], settings)));

  // The same file of another address is another batch, and paid there.
  const same = await world.run(['submit', file, '--yes', '--no-watch', '-o', 'json'], foreign.address);
  await Promise.all(workers.map((worker) => worker.stop()));
  const worker = await world.startWorker();
  const watched = await world.run(['watch', batch]);
  await worker.stop();
  const judged = await judgeBatch(world, batch, rows);
  return {
    requests,
    journal,
    seenByOthers: seenByOthers.map(({ code }) => code),
    same: submittedOf(same),
    batch,
    watched: watched.code,
    judged,
    paidElsewhere: world.books(elsewhere).length,
  };
}

describe(`a batch of one gateway account among workers of others, seed ${worldSeed}`, () => {
  const met = sideBySide({ met: meetForeignWorkers });

  test('is not sent, looked up or read by a worker of another address, account or mode', async () => {
    const { requests, journal } = await met('met');
    expect(requests).toEqual({ here: [], elsewhere: [] });
    expect(journal).toBe(0);
  });

  test('is not shown or attached to under their settings: the same file is a batch of its own there', async () => {
    const { seenByOthers, same, batch } = await met('met');
    expect(seenByOthers).toEqual([2, 2, 2]);
    expect(same.attached).toBe(false);
    expect(same.batch).not.toBe(batch);
  });

  test('is paid, each row once, when a worker of its own account comes', async () => {
    const { watched, judged, paidElsewhere } = await met('met');
    expect(watched).toBe(0);
    expect(judged).toEqual(allPaidOnce);
    expect(paidElsewhere).toBe(0);
  });
});
