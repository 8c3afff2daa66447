import { findBatch } from '../../src/store/batches';
import type { Database } from '../../src/store/database';
import { describeOnEmbedded } from '../support/databases';
import { PayrunBench, type PayrunBenchOptions, quietRuntime } from '../support/payrun-bench';
import { paidRows } from '../support/test-rows';
import { until } from '../support/until';

quietRuntime();

/** Puts a database back to before a batch's check, once, right before a round of it is opened. */
function putBackBeforeRound(db: Database): Database {
  let isPutBack = false;
  return {
    ...db,
    async query(sql, values) {
      if (!isPutBack && sql.includes('set round = round + 1')) {
        isPutBack = true;
        await db.query(`update batches set state = 'checking' where state = 'running'`);
      }
      return db.query(sql, values);
    },
  };
}

describeOnEmbedded('payBatch goes on', (database) => {
  let bench: PayrunBench;
  const start = async (options?: PayrunBenchOptions, db = database()) => {
    bench = await PayrunBench.start(db, options);
  };
  afterEach(() => bench.stop(), 60_000);

  test('where the account is held, and each row that could be its probe is to be looked up before anything is sent', async () => {
    await start({ sandbox: { faults: [{ on: 'create', answer: 403, references: ['emp-0', 'emp-1'] }] } });
    const batchId = await bench.submit(paidRows(3));
    await until(async () => (await findBatch(bench.db, batchId))?.state === 'finished', 120_000);
    expect(await bench.outcomes(batchId)).toEqual({ paid: 1, rejected: 2 });
  }, 180_000);

  test('without a page that somebody cancels in Temporal, whose rows the next round takes', async () => {
    await start({ sandbox: { settleMs: 8_000 } });
    const batchId = await bench.submit(paidRows(3));
    await until(() => Promise.resolve(bench.sandbox.seen('POST', '/payout-invoices/{id}/process').length === 3));
    await bench.temporal.client.workflow.getHandle(`batch/${batchId}/round-1/page-1`).cancel();
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 3 });
  }, 120_000);

  test('from its check where the database is put back to before that, between the look at its state and the round', async () => {
    await start({}, putBackBeforeRound(database()));
    const batchId = await bench.submit(paidRows(3));
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 3 });
  }, 120_000);

  test('from its follow-up, where the database is put back to before its end, which nobody else finds', async () => {
    await start();
    const batchId = await bench.submit(paidRows(3));
    await bench.handle(batchId).result();
    await bench.db.query(`update batches set state = 'running', finished_at = null where id = $1`, [batchId]);
    const followUp = bench.handle(`${batchId}/follow-up`);
    await until(async () => {
      await followUp.signal('wake');
      return (await findBatch(bench.db, batchId))?.state === 'finished';
    }, 20_000);
    await followUp.terminate('the test is over');
  }, 120_000);
});
