import { until } from '../support/until';
import { allPaidOnce, judgeBatch, namedByLine, submittedOf } from './judge-batch';
import { fileOfRows, type MadeRow, madeRows } from './payees';
import { notPaidOnce } from './reconcile';
import { type StartWorld, sideBySide } from './side-by-side';
import { type World, worldSeed } from './world';

const rows = madeRows(40);
const newRows = madeRows(3, { prefix: 'new', from: 40 });
/** As people correct a file: one amount is changed, some rows are added, and the whole of it is sent again. */
const correctedLine = 7;
const corrected: readonly MadeRow[] = [
  ...rows.map((row, index) => (index + 2 === correctedLine ? { ...row, amountMinor: row.amountMinor + 5_000n } : row)),
  ...newRows,
];

type Resent = Readonly<{
  refusal: Readonly<{ code: number | null; text: string }>;
  firstBatch: string;
  /** When the corrected file had been refused. */
  whenRefused: Readonly<{ firstBatchState: string; claimed: number; sentForOthers: readonly string[] }>;
  skip: Readonly<{ code: number | null; batch: string }>;
  paidWrong: Readonly<Record<string, number>>;
  outcomes: Readonly<Record<string, number>>;
}>;

async function resendCorrected(start: StartWorld, references: boolean): Promise<Resent> {
  const world = await start({ sandbox: { settleMs: 45_000 } });
  await world.startWorker();
  const file = world.writeFile('payroll.csv', fileOfRows(rows, { references }));
  const fixed = world.writeFile('payroll-corrected.csv', fileOfRows(corrected, { references }));
  const first = world.payrun(['submit', file, '--yes', '-o', 'jsonl']);
  await until(async () => (await world.sandbox.control.requests('process')).length >= rows.length / 2);
  const refusal = await world.run(['submit', fixed, '--yes']);
  const whenRefused = await lookAt(world, submittedOf(first.said).batch);
  const skip = await world.run(['submit', fixed, '--yes', '--duplicates', 'skip', '-o', 'jsonl']);
  const [ended, second] = [await first.ended, submittedOf(skip)];
  const { batch: firstBatch } = submittedOf(ended);
  const paid = [...(references ? rows : namedByLine(firstBatch, rows)), ...ofCorrected(second.batch, references)];
  const sql = 'select outcome, count(*)::int as n from payouts where batch_id = $1 group by 1';
  const counts = await world.db.query<{ outcome: string; n: number }>(sql, [second.batch]);
  return {
    refusal: { code: refusal.code, text: refusal.stdout + refusal.stderr },
    firstBatch,
    whenRefused,
    skip: { code: skip.code, batch: second.batch },
    paidWrong: notPaidOnce(world.books(), paid),
    outcomes: Object.fromEntries(counts.map(({ outcome, n }) => [outcome, n])),
  };
}

async function lookAt(world: World, firstBatch: string) {
  const batches = await world.db.query<{ id: string; state: string }>('select id, state from batches where claimed_at is not null');
  const rowsOfFirst = await world.db.query<{ reference: string }>('select reference from payouts where batch_id = $1', [firstBatch]);
  const known = new Set(rowsOfFirst.map(({ reference }) => reference));
  const creates = await world.sandbox.control.requests('create');
  const sentForOthers = creates.map(({ reference }) => reference ?? '').filter((reference) => !known.has(reference));
  return { firstBatchState: batches.find(({ id }) => id === firstBatch)?.state ?? 'none', claimed: batches.length, sentForOthers };
}

/** A used reference is never sent again, so that with references the changed row is skipped; without, another amount is another payment. */
function ofCorrected(batch: string, references: boolean): readonly MadeRow[] {
  return references ? newRows : namedByLine(batch, corrected).filter((_, index) => index + 2 === correctedLine || index >= rows.length);
}

/** Three processes submit one file in the same moment. */
async function submitThrice(start: StartWorld) {
  const world = await start();
  await world.startWorker();
  const file = world.writeFile('payroll.csv', fileOfRows(rows));
  const ended = await Promise.all([1, 2, 3].map(() => world.run(['submit', file, '--yes', '-o', 'jsonl'])));
  const batches = [...new Set(ended.map((each) => submittedOf(each).batch))];
  const attached = ended.filter((each) => submittedOf(each).attached).length;
  return { codes: ended.map(({ code }) => code), batches, attached, judged: await judgeBatch(world, batches[0] ?? '', rows) };
}

const conflictsIn = (references: boolean): number => (references ? rows.length : rows.length - 1);

describe(`a file that is sent again, seed ${worldSeed}`, () => {
  const resent = sideBySide({
    'with references': (start) => resendCorrected(start, true),
    'without references': (start) => resendCorrected(start, false),
  });
  const thrice = sideBySide({ thrice: submitThrice });

  describe.each([
    ['with references', true],
    ['without references', false],
  ] as const)('corrected and whole, %s, while the first one runs', (name, references) => {
    test('is refused, names batch and line, and sends nothing', async () => {
      const { refusal, firstBatch, whenRefused } = await resent(name);
      expect(refusal.code).toBe(2);
      expect(refusal.text).toContain('nothing was sent');
      expect(refusal.text).toContain(`another batch has paid ${conflictsIn(references)} rows of it`);
      // Its own line, what stands against it, and the other batch's line.
      expect(refusal.text).toMatch(new RegExp(`^2\\s.*${firstBatch}\\s+2\\s`, 'm'));
      expect(whenRefused).toEqual({ firstBatchState: 'running', claimed: 1, sentForOthers: [] });
    });

    test('with --duplicates skip pays only the rows that are new', async () => {
      const { skip, paidWrong, outcomes } = await resent(name);
      expect(paidWrong).toEqual({});
      expect(outcomes).toEqual({ paid: corrected.length - conflictsIn(references), not_attempted: conflictsIn(references) });
      expect(skip.code).toBe(3);
    });
  });

  test('in the same moment from three processes makes one batch, and pays each row once', async () => {
    const { codes, batches, attached, judged } = await thrice('thrice');
    expect(codes).toEqual([0, 0, 0]);
    expect(batches).toHaveLength(1);
    expect(attached).toBe(2);
    expect(judged).toEqual(allPaidOnce);
  });
});
