import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../support/until';
import { allPaidOnce, judgeBatch, submittedOf } from './judge-batch';
import { fileOfRows, madeRows } from './payees';
import { type StartWorld, sideBySide } from './side-by-side';
import { worldSeed } from './world';

const rows = madeRows(1_000);

/** 5 minutes where that is to be proved; enough of it in every other run to see the calls grow rare. */
const holdMs = Number(process.env.PAYRUN_TEST_HOLD_SECONDS ?? '30') * 1_000;
/** Three answers close the gate; probes come after 5, 10, 20, 40 s and then each minute. */
const callsMax = holdMs <= 30_000 ? 8 : 19;

async function payOnceTheKeyWorks(start: StartWorld) {
  const world = await start();
  const { control } = world.sandbox;
  // The check passes, and from the first send on nothing does.
  await control.setFaults([{ on: ['create', 'process', 'find', 'read', 'list'], answer: 401 }]);
  const worker = await world.startWorker();
  const submit = world.payrun(['submit', world.writeFile('payroll.csv', fileOfRows(rows)), '--yes', '-o', 'jsonl']);
  await until(async () => (await control.requests('create')).length > 0, 120_000);
  await control.setCredentials({ valid: false });
  await control.setFaults([]);
  const [first] = await control.requests('create');
  await sleep(holdMs);
  const calls = (await control.requests()).filter(({ timeMs }) => timeMs >= (first?.timeMs ?? 0));
  const status = await world.run(['status', '-o', 'json']);
  await control.setCredentials({ valid: true });
  const submitted = await submit.ended;
  const isSameWorker = !worker.hasEnded;
  const judged = await judgeBatch(world, submittedOf(submitted).batch, rows);
  return {
    calls: calls.map(({ step, status: answer }) => `${step} ${answer}`),
    status: status.stdout,
    code: submitted.code,
    judged,
    isSameWorker,
  };
}

describe(`a key that stops working after the check, seed ${worldSeed}`, () => {
  const held = sideBySide({ held: payOnceTheKeyWorks });

  test(
    `holds 1,000 rows for ${holdMs / 1_000} s in at most ${callsMax} calls, and fails none`,
    async () => {
      const { calls, status } = await held('held');
      process.stderr.write(`${calls.length} calls in ${holdMs / 1_000} s: ${calls.join(', ')}\n`);
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.length).toBeLessThanOrEqual(callsMax);
      expect(new Set(calls)).toEqual(new Set(['create 401']));
      expect(JSON.parse(status)).toMatchObject({ openRows: rows.length, ended: [], held: [{ cause: 'trouble' }] });
    },
    holdMs + 300_000,
  );

  test(
    'and once it works all are paid, once each, by the same worker',
    async () => {
      const { code, judged, isSameWorker } = await held('held');
      expect(judged).toEqual(allPaidOnce);
      expect({ code, isSameWorker }).toEqual({ code: 0, isSameWorker: true });
    },
    holdMs + 300_000,
  );
});
