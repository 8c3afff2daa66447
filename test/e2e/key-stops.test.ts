import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/until';
import { allPaidOnce, judgeBatch, submittedOf } from './judge-batch';
import { fileOfRows, type MadeRow, madeRows } from './payees';
import { type StartWorld, sideBySide } from './side-by-side';
import { type World, worldSeed } from './world';

/** 10 minutes and 10,000 rows where that is to be proved; enough of it in every other run to see the calls grow rare. */
const holdMs = Number(process.env.PAYRUN_TEST_HOLD_SECONDS ?? '30') * 1_000;
const rows = madeRows(Number(process.env.PAYRUN_TEST_HOLD_ROWS ?? '300'));
/** All rows are paid in the end. */
const timeoutMs = holdMs + 600_000 + rows.length * 50;
/** Three answers close the gate; probes come after 5, 10, 20, 40 s and then each minute. */
const callsMax = holdMs <= 30_000 ? 8 : 19;

/** Every call of the time without a key. */
async function callsOf({ sandbox: { control } }: World, sinceMs: number): Promise<readonly string[]> {
  const calls = (await control.requests()).filter(({ timeMs }) => timeMs >= sinceMs);
  return calls.map(({ step, status }) => `${step} ${status}`);
}

async function payOnceTheKeyWorks(start: StartWorld) {
  const world = await start();
  const { control } = world.sandbox;
  // The check passes, and from the first send on nothing does.
  await control.setFaults([{ on: ['create', 'process', 'find', 'read', 'list'], answer: 401 }]);
  const worker = await world.startWorker();
  const submit = world.payrun(['submit', world.writeFile('payroll.csv', fileOfRows(rows)), '--yes', '-o', 'jsonl']);
  await until(async () => (await control.requests('create')).length > 0);
  await control.setCredentials({ valid: false });
  await control.setFaults([]);
  const [first] = await control.requests('create');
  await sleep(holdMs);
  const calls = await callsOf(world, first?.timeMs ?? 0);
  const status = await world.run(['status', '-o', 'json']);
  await control.setCredentials({ valid: true });
  const submitted = await submit.ended;
  const isSameWorker = !worker.hasEnded;
  const judged = await judgeBatch(world, submittedOf(submitted).batch, rows);
  return { calls, statuses: [status.stdout], judged: [judged], codes: [submitted.code], isSameWorker };
}

/** Two batches share the account, and two workers share both. */
async function payTwoOnceTheKeyWorks(start: StartWorld) {
  const world = await start();
  const { control } = world.sandbox;
  const half = Math.floor(rows.length / 2);
  const files = [rows.slice(0, half), rows.slice(half)];
  // Paused until both are checked, so that the key is what stops both.
  const batches = await Promise.all(files.map((file, at) => submitPaused(world, `payroll-${at}.csv`, file)));
  const workers = [await world.startWorker(), await world.startWorker()];
  const isChecked = "select from batches where state <> 'checking'";
  await until(async () => (await world.db.query(isChecked)).length === batches.length);
  await control.setCredentials({ valid: false });
  const sinceMs = Date.now();
  for (const batch of batches) await world.run(['resume', batch]);
  await sleep(holdMs);
  const calls = await callsOf(world, sinceMs);
  const statuses = await Promise.all(batches.map(async (batch) => (await world.run(['status', batch, '-o', 'json'])).stdout));
  await control.setCredentials({ valid: true });
  const ended = await Promise.all(batches.map((batch) => world.run(['watch', batch])));
  const isSameWorker = workers.every(({ hasEnded }) => !hasEnded);
  const [one = [], two = []] = files;
  const judged = [await judgeBatch(world, batches[0] ?? '', one, two), await judgeBatch(world, batches[1] ?? '', two, one)];
  return { calls, statuses, judged, codes: ended.map(({ code }) => code), isSameWorker };
}

async function submitPaused(world: World, name: string, file: readonly MadeRow[]): Promise<string> {
  const { batch } = submittedOf(await world.run(['submit', world.writeFile(name, fileOfRows(file)), '--yes', '--no-watch', '-o', 'json']));
  await world.run(['pause', batch]);
  return batch;
}

describe(`a key that stops working after the check, seed ${worldSeed}`, () => {
  const held = sideBySide({ 'one batch': payOnceTheKeyWorks, 'two batches and two workers': payTwoOnceTheKeyWorks });

  test.each(['one batch', 'two batches and two workers'])(
    `holds ${rows.length} rows of %s for ${holdMs / 1_000} s in at most ${callsMax} calls, and fails none`,
    async (whose) => {
      const { calls, statuses } = await held(whose);
      process.stderr.write(`${whose}: ${calls.length} calls in ${holdMs / 1_000} s: ${calls.join(', ')}\n`);
      expect(calls.filter((call) => call === 'create 401').length).toBeGreaterThan(0);
      expect(calls.length).toBeLessThanOrEqual(callsMax);
      // A batch may ask for the balances before its first send has told that the key does not work.
      expect(calls.filter((call) => call !== 'create 401' && call !== 'account 401')).toEqual([]);
      const documents = statuses.map((status) => JSON.parse(status) as { openRows: number });
      expect(documents.reduce((sum, { openRows }) => sum + openRows, 0)).toBe(rows.length);
      for (const document of documents) expect(document).toMatchObject({ state: 'waiting', ended: [], held: [{ cause: 'trouble' }] });
    },
    timeoutMs,
  );

  test.each(['one batch', 'two batches and two workers'])(
    'and once it works all of %s are paid, once each, by the same workers',
    async (whose) => {
      const { codes, judged, isSameWorker } = await held(whose);
      expect(new Set(judged.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(allPaidOnce)]));
      expect({ codes: [...new Set(codes)], isSameWorker }).toEqual({ codes: [0], isSameWorker: true });
    },
    timeoutMs,
  );
});
