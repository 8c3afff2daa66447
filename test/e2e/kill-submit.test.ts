import { until } from '../support/until';
import { allPaidOnce, judgeBatch, type Submitted, submittedOf } from './judge-batch';
import { fileOfRows, type MadeRow, madeRows } from './payees';
import { type Sums, sumsOf, sumsOfFile } from './reconcile';
import { type StartWorld, sideBySide } from './side-by-side';
import { type DatabaseKind, databaseKinds, type World, worldSeed } from './world';

const fewRows = madeRows(40);
const manyRows = madeRows(20_000);

async function startWith(start: StartWorld, rows: readonly MadeRow[], database: DatabaseKind = 'embedded') {
  const world = await start({ database });
  return { world, file: world.writeFile('payroll.csv', fileOfRows(rows)) };
}

const countOf = async (world: World, sql: string): Promise<number> => Number((await world.db.query<{ n: number }>(sql))[0]?.n);
const storedRows = 'select count(*)::int as n from payouts';
const claimedBatches = 'select count(*)::int as n from batches where claimed_at is not null';

/** Submits once more, with a worker, and pays what there is. */
async function payAfter(world: World, file: string) {
  await world.startWorker();
  const ended = await world.run(['submit', file, '--yes', '-o', 'jsonl']);
  const submitted = submittedOf(ended);
  return { code: ended.code, attached: submitted.attached, ...(await judgeBatch(world, submitted.batch, fewRows)) };
}

async function killBeforeStore(start: StartWorld) {
  const { world, file } = await startWith(start, fewRows);
  await world.sandbox.control.setFaults([{ on: 'services', answer: 'slow', delayMs: 20_000 }]);
  const submit = world.payrun(['submit', file, '--yes']);
  await until(async () => (await world.sandbox.control.requests('services')).length > 0);
  await submit.kill();
  const stored = await countOf(world, storedRows);
  await world.sandbox.control.setFaults([]);
  return { stored, ...(await payAfter(world, file)) };
}

/** The server is stopped, not ended, while the file is checked: the claim succeeds, and the start of the workflow hangs. */
async function killBeforeStart(start: StartWorld) {
  const { world, file } = await startWith(start, fewRows);
  await world.sandbox.control.setFaults([{ on: 'services', answer: 'slow', delayMs: 1_200 }]);
  const submit = world.payrun(['submit', file, '--yes']);
  await until(async () => (await world.sandbox.control.requests('services')).length > 0);
  process.kill(world.temporal.pid, 'SIGSTOP');
  try {
    await until(async () => (await countOf(world, claimedBatches)) === 1);
    await submit.kill();
  } finally {
    process.kill(world.temporal.pid, 'SIGCONT');
  }
  const stored = await countOf(world, storedRows);
  return { stored, ...(await payAfter(world, file)) };
}

type Stored = Readonly<{ storedWhenKilled: number; again: Submitted; third: Submitted; sums: Sums; lines: number; references: number }>;

async function killWhileStoring(start: StartWorld, database: DatabaseKind): Promise<Stored> {
  const { world, file } = await startWith(start, manyRows, database);
  const submit = world.payrun(['submit', file, '--yes']);
  await until(async () => (await countOf(world, storedRows)) >= 3_000);
  await submit.kill();
  const storedWhenKilled = await countOf(world, storedRows);
  expect(await countOf(world, claimedBatches)).toBe(0);
  const submitAgain = async () => submittedOf(await world.run(['submit', file, '--yes', '--no-watch', '-o', 'json']));
  const [again, third] = [await submitAgain(), await submitAgain()];
  const rows = await world.db.query<{ currency: string; amountMinor: bigint }>(
    'select currency, amount_minor as "amountMinor" from payouts',
  );
  const distinct = (column: string) => countOf(world, `select count(distinct ${column})::int as n from payouts`);
  return { storedWhenKilled, again, third, sums: sumsOf(rows), lines: await distinct('line'), references: await distinct('reference') };
}

describe(`payrun submit, killed with SIGKILL, seed ${worldSeed}`, () => {
  const kills = { 'before anything is stored': killBeforeStore, 'between the claim and the start of its workflow': killBeforeStart };
  const paying = sideBySide(kills);
  const storing = sideBySide(Object.fromEntries(databaseKinds.map((kind) => [kind, (start: StartWorld) => killWhileStoring(start, kind)])));

  test('before anything is stored: the same file is submitted as if nothing had been', async () => {
    const result = await paying('before anything is stored');
    expect(result).toEqual({ stored: 0, code: 0, attached: false, ...allPaidOnce });
  });

  test('between the claim and the start of its workflow: the same file attaches, starts it, and each row is paid once', async () => {
    const result = await paying('between the claim and the start of its workflow');
    expect(result).toEqual({ stored: fewRows.length, code: 0, attached: true, ...allPaidOnce });
  });

  test.each(databaseKinds)('in the middle of storing 20,000 rows: the same file is stored whole, each row once (%s)', async (kind) => {
    const { storedWhenKilled, again, third, sums, lines, references } = await storing(kind);
    expect(storedWhenKilled).toBeLessThan(manyRows.length);
    expect(again.attached).toBe(false);
    expect(third).toMatchObject({ batch: again.batch, attached: true });
    expect(sums).toEqual(sumsOfFile(manyRows));
    expect([lines, references]).toEqual([manyRows.length, manyRows.length]);
  });
});
