import { randomUUID } from 'node:crypto';
import { approveBatch } from '../../src/store/approvals/approve-batch';
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
  afterEach(() => bench.stop());

  /** How long the batch slept, or sleeps, after each round. */
  const sleepsSeconds = async (batchId: string) => {
    const { events } = await bench.handle(batchId).fetchHistory();
    const isSleep = (summary: Uint8Array = Buffer.of()) => Buffer.from(summary).includes('until the next round');
    const sleeps = (events ?? []).filter(({ userMetadata }) => isSleep(userMetadata?.summary?.data ?? undefined));
    return sleeps.map(({ timerStartedEventAttributes: timer }) => Number(timer?.startToFireTimeout?.seconds));
  };

  test('where the account is held, and each row that could be its probe is to be looked up before anything is sent', async () => {
    await start({ sandbox: { faults: [{ on: 'create', answer: 403, references: ['emp-0', 'emp-1'] }] } });
    const batchId = await bench.submit(paidRows(3));
    await until(async () => (await findBatch(bench.db, batchId))?.state === 'finished');
    expect(await bench.outcomes(batchId)).toEqual({ paid: 1, rejected: 2 });
  });

  test('at once where its file is submitted again, though it sleeps for an hour', async () => {
    await start({ approval: { approval: 'one', ceilings: [] } });
    const batchId = await bench.submit(paidRows(3));
    await until(async () => (await sleepsSeconds(batchId)).length > 0);
    const batch = await findBatch(bench.db, batchId);
    const request = { batchId, hash: batch?.contentHash ?? '', actor: 'bob', isProved: true, requestId: randomUUID() };
    expect(await approveBatch(bench.db, bench.accountId, request)).toMatchObject({ kind: 'approved' });
    await bench.startAgain(batchId);
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 3 });
  });

  test('without a page that somebody cancels in Temporal, whose rows the next round takes', async () => {
    await start({ sandbox: { settleMs: 8_000 } });
    const batchId = await bench.submit(paidRows(3));
    await until(() => Promise.resolve(bench.sandbox.seen('POST', '/payout-invoices/{id}/process').length === 3));
    await bench.temporal.client.workflow.getHandle(`batch/${batchId}/round-1/page-1`).cancel();
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 3 });
  });

  test('from its check where the database is put back to before that, between the look at its state and the round', async () => {
    await start({}, putBackBeforeRound(database()));
    const batchId = await bench.submit(paidRows(3));
    await bench.handle(batchId).result();
    expect(await bench.outcomes(batchId)).toEqual({ paid: 3 });
  });

  test('from its follow-up, where the database is put back to before its end, which nobody else finds', async () => {
    await start();
    const batchId = await bench.submit(paidRows(3));
    await bench.handle(batchId).result();
    await bench.db.query(`update batches set state = 'running', finished_at = null where id = $1`, [batchId]);
    const followUp = bench.handle(`${batchId}/follow-up`);
    await until(async () => {
      await followUp.signal('wake');
      return (await findBatch(bench.db, batchId))?.state === 'finished';
    });
    await followUp.terminate('the test is over');
  });

  describe('after a short sleep once another batch has opened the gate of their account,', () => {
    const open = async (db: Database) => {
      await db.query('delete from gates where account_id is not null');
      await db.query('update accounts set gates_standing = 0');
    };
    const close = async (db: Database) => {
      await open(db);
      await db.query('update accounts set gates_standing = 1');
      await db.query(`insert into gates (account_id, cause, next_probe) select id, 'trouble', now() + interval '1 day' from accounts`);
    };

    test('however long it was held', async () => {
      await start();
      await close(bench.db);
      const batchId = await bench.submit(paidRows(1));
      await until(async () => (await sleepsSeconds(batchId)).length === 2);
      // Nothing of the row's can be sent: the round that finds the gate open ends as the others have.
      await bench.db.query(`update payouts set sealed = 'unreadable' where batch_id = $1`, [batchId]);
      await open(bench.db);
      await until(async () => (await sleepsSeconds(batchId)).length === 3);
      expect(await sleepsSeconds(batchId)).toEqual([10, 20, 10]);
    });

    test('also where that stood for a moment amid the round only', async () => {
      const db = database();
      let isClosed: boolean | undefined;
      const query: Database['query'] = async (sql, values) => {
        if (isClosed === undefined && sql.includes('newest_send = nextval')) {
          isClosed = true;
          await close(db);
        }
        if (isClosed && sql.includes('g.next_probe')) {
          isClosed = false;
          await open(db);
        }
        return db.query(sql, values);
      };
      await start({}, { ...db, query });
      const batchId = await bench.submit(paidRows(1));
      await bench.handle(batchId).result();
      expect(await sleepsSeconds(batchId)).toEqual([5]);
      expect(await bench.outcomes(batchId)).toEqual({ paid: 1 });
    });
  });
});
