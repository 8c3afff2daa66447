import axios from 'axios';
import { startReviewsAnew } from '../../src/store/reviews/review-state';
import { describeOnEachDatabase } from '../support/databases';
import { PayrunBench, type PayrunBenchOptions, quietRuntime } from '../support/payrun-bench';
import { paidRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

const hourMs = 3_600_000;

type Cancellation = Readonly<{ forMs?: number; ending?: 'canceled' | 'partially_canceled' | 'cancel_failed' }>;

describeOnEachDatabase('the follow-up of paid rows', (database) => {
  let bench: PayrunBench;
  const start = async (options?: PayrunBenchOptions) => {
    bench = await PayrunBench.start(database(), { sandbox: { settleMs: 20 }, ...options });
  };
  afterEach(() => bench.stop());

  const followUp = (batchId: string) => bench.handle(`${batchId}/follow-up`);
  const rowOf = async (batchId: string, line: number) => {
    const sql = `select outcome, gateway_status, problem, amount_paid_minor as paid, invoice_id as invoice, sealed is null as erased
      from payouts where batch_id = $1 and line = $2`;
    const [row] = await bench.db.query<Readonly<{ invoice: string; outcome: string }>>(sql, [batchId, line]);
    if (row === undefined) throw new Error(`there is no line ${line}`);
    return row;
  };
  const takeBack = async (batchId: string, line: number, cancellation: Cancellation = {}) => {
    const { invoice } = await rowOf(batchId, line);
    await axios.post(`${bench.sandbox.controlUrl}/invoices/${invoice}/cancel`, cancellation);
  };
  const reads = () => bench.sandbox.seen('GET', '/payout-invoices/{id}').length;
  /** Those of the batch's own end left away, however late a test looks. */
  const readsSinceEnd = async (batchId: string) => {
    const [end] = await bench.db.query<{ at: Date }>('select finished_at as at from batches where id = $1', [batchId]);
    const endMs = end?.at.getTime() ?? 0;
    return bench.sandbox.seen('GET', '/payout-invoices/{id}').filter(({ timeMs }) => timeMs > endMs).length;
  };
  /** Makes a batch's end older and wakes its follow-up: what is to happen before a review has all the time that it needs. */
  const letPass = async (batchId: string, minutes: number) => {
    await bench.db.query('update batches set finished_at = finished_at - make_interval(mins => $2) where id = $1', [batchId, minutes]);
    await followUp(batchId).signal('wake');
  };
  const canceled = async () => {
    const { data } = await axios.get<readonly Readonly<{ status: string }>[]>(`${bench.sandbox.controlUrl}/invoices`);
    return data.filter(({ status }) => status === 'canceled').length;
  };

  test('rows that the gateway took back are reversed: in the report, the audit and a notice; the others stay paid', async () => {
    await start({ reviewDelaysMs: [hourMs, 2 * hourMs] });
    const batchId = await bench.submit(paidRows(60));
    expect(await bench.handle(batchId).result()).toMatchObject({ open: 0, wantsFollowUp: true });
    for (const line of [5, 17]) await takeBack(batchId, line, { forMs: 0 });
    await takeBack(batchId, 40, { forMs: 0, ending: 'partially_canceled' });
    await takeBack(batchId, 61, { forMs: 2_500 });
    await takeBack(batchId, 30, { forMs: 0, ending: 'cancel_failed' });
    await letPass(batchId, 61);
    await until(async () => (await bench.db.query('select from batches where id = $1 and reviews = 1', [batchId])).length === 1);
    await until(async () => (await canceled()) === 3);
    await letPass(batchId, 61);
    const end = await followUp(batchId).result();

    expect(await bench.outcomes(batchId)).toEqual({ paid: 56, reversed: 4 });
    expect(end).toMatchObject({ rows: 60, open: 0 });
    expect(await rowOf(batchId, 5)).toMatchObject({
      outcome: 'reversed',
      gateway_status: 'canceled',
      problem: null,
      paid: 0n,
      erased: true,
    });
    // A part came back, and nobody says how much: a person looks, and it still counts as paid where rows are compared with other batches.
    expect(await rowOf(batchId, 40)).toMatchObject({
      outcome: 'reversed',
      gateway_status: 'partially_canceled',
      problem: 'partially_reversed',
    });
    expect(await rowOf(batchId, 30)).toMatchObject({
      outcome: 'paid',
      gateway_status: 'cancel_failed',
      problem: 'cancel_failed',
      paid: 1_028n,
    });
    const mayStill = await bench.db.query<{ line: number }>('select line from may_still_be_paid where batch_id = $1', [batchId]);
    expect(mayStill.map(({ line }) => line)).toContain(40);
    expect(mayStill.map(({ line }) => line)).not.toContain(5);

    const audit = await bench.db.query<{ line: number }>("select line from audit where batch_id = $1 and action = 'reverse' order by id", [
      batchId,
    ]);
    expect(audit.map(({ line }) => line)).toEqual([5, 17, 40, 61]);
    type Told = Readonly<{ rows: number; inPart: number; lines: readonly number[]; sums: readonly Readonly<{ amount: string }>[] }>;
    const noticesSql = "select details from notices where batch_id = $1 and kind = 'rows_reversed' order by place";
    const told = (await bench.db.query<{ details: Told }>(noticesSql, [batchId])).map(({ details }) => details);
    // Line 61 is taken back late: by a notice of its own, unless the first reads come later still.
    expect(told.flatMap(({ lines }) => lines)).toEqual([5, 17, 40, 61]);
    expect(told.reduce((rows, each) => rows + each.rows, 0)).toBe(4);
    expect(told.reduce((rows, each) => rows + each.inPart, 0)).toBe(1);
    const cents = told.flatMap(({ sums }) => sums.map(({ amount }) => Math.round(Number(amount) * 100)));
    expect(cents.reduce((sum, each) => sum + each, 0)).toBe(4_115);
    const { searchAttributes } = await followUp(batchId).describe();
    expect(searchAttributes).toMatchObject({ PayrunPaid: [56], PayrunFailed: [4] });
  });

  test('60 rows cost a few events and one read each a time, whatever their number', async () => {
    await start({ reviewDelaysMs: [1_000, 2_500] });
    const batchId = await bench.submit(paidRows(60));
    await bench.handle(batchId).result();
    await followUp(batchId).result();
    expect(await readsSinceEnd(batchId)).toBe(120);
    const { events } = await followUp(batchId).fetchHistory();
    expect(events?.length).toBeLessThan(60);
    // The journal has a line for the reads of one row that said the same.
    const [calls] = await bench.db.query<{ lines: number; reads: number }>(
      "select count(*)::int as lines, sum(calls)::int as reads from gateway_calls where batch_id = $1 and line = 9 and step = 'settle' and id > 0",
      [batchId],
    );
    expect(calls?.lines).toBeLessThanOrEqual(3);
  });

  test('a worker that is stopped amid the reads loses none and repeats few', async () => {
    await start({ reviewDelaysMs: [hourMs, 24 * hourMs] });
    const batchId = await bench.submit(paidRows(60));
    await bench.handle(batchId).result();
    await takeBack(batchId, 3, { forMs: 0 });
    await takeBack(batchId, 60, { forMs: 0 });
    const before = reads();
    bench.sandbox.changeSettings({ latencyMs: 300 });
    await letPass(batchId, 61);
    await until(async () => reads() > before + 10);
    await bench.stopWorker();
    expect(reads() - before).toBeLessThan(60);
    // What had been found was written before the worker ended.
    expect((await rowOf(batchId, 3)).outcome).toBe('reversed');
    bench.sandbox.changeSettings({ latencyMs: 0 });
    await bench.startWorker();
    await until(async () => (await rowOf(batchId, 60)).outcome === 'reversed');
    expect(reads() - before).toBeLessThanOrEqual(62);
    await followUp(batchId).terminate('the test is over');
  });

  test('a row that is not found any more stays paid and keeps no other row waiting', async () => {
    await start({ reviewDelaysMs: [hourMs, 24 * hourMs] });
    const batchId = await bench.submit(paidRows(3));
    await bench.handle(batchId).result();
    await takeBack(batchId, 4, { forMs: 0 });
    bench.sandbox.setFaults([{ on: 'read', answer: 404, references: ['emp-1'] }]);
    await letPass(batchId, 61);
    await until(async () => (await rowOf(batchId, 4)).outcome === 'reversed');
    expect((await rowOf(batchId, 3)).outcome).toBe('paid');
    await followUp(batchId).terminate('the test is over');
  });

  test('a follow-up that Temporal lost is started again, and makes up for what it missed by one review', async () => {
    await start({ reviewDelaysMs: [600_000, 1_200_000] });
    const batchId = await bench.submit(paidRows(2));
    await bench.handle(batchId).result();
    await followUp(batchId).terminate('as if Temporal had lost it');
    await bench.db.query("update batches set finished_at = finished_at - interval '30 minutes' where id = $1", [batchId]);
    const before = reads();
    await bench.startAgain(batchId);
    await bench.handle(batchId).result();
    await followUp(batchId).result();
    expect(reads() - before).toBe(2);
    expect(await bench.db.query('select reviews from batches where id = $1', [batchId])).toEqual([{ reviews: 2 }]);
    // There is nothing left to do: none is started again.
    await bench.startAgain(batchId);
    expect(await bench.handle(batchId).result()).not.toHaveProperty('wantsFollowUp');
    await startReviewsAnew(bench.db, batchId);
  });
});
