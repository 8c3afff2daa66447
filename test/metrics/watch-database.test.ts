import { noopMetricMeter } from '@temporalio/common';
import pino from 'pino';
import { watchDatabase } from '../../src/metrics/watch-database';
import type { Database } from '../../src/store/database';
import { describeOnEmbedded } from '../support/databases';
import { recordingMeter } from '../support/recording-meter';
import { storeRows } from '../support/store-rows';
import { until } from '../support/until';

describeOnEmbedded('the gauges of the database', (database) => {
  const stop = new AbortController();
  const { meter, values } = recordingMeter();
  const logged: string[] = [];
  const log = pino({}, { write: (line: string) => void logged.push(line) });
  let isDown = false;
  const flaky: Pick<Database, 'query'> = {
    query: (sql, bound) => (isDown ? Promise.reject(new Error('as if it were gone')) : database().query(sql, bound)),
  };
  const shows = (name: string, value: number) => until(() => Promise.resolve(Object.is(values.get(name), value)));
  let watching: Promise<void>;
  let batchId: string;

  beforeAll(async () => {
    const stored = await storeRows(database(), 4);
    batchId = stored.batchId;
    watching = watchDatabase(
      { db: flaky, accountId: stored.accountId, deadlineMs: 1_000, tellsNotices: false, meter, log, delayMs: 10 },
      stop.signal,
    );
  });

  test('show how the rows stand, and say 0 of what is gone', async () => {
    await shows('payrun_open_rows{state=ready}', 4);
    await shows('payrun_recent_money{outcome=open,currency=USD}', 40);
    await shows('payrun_oldest_open_row_age_seconds', values.get('payrun_oldest_open_row_age_seconds') ?? -1);
    await database().query(`update payouts set state = 'closed', outcome = 'failed' where batch_id = $1`, [batchId]);
    await shows('payrun_recent_rows{outcome=failed,currency=USD}', 4);
    expect(values.get('payrun_recent_rows{outcome=open,currency=USD}')).toBe(0);
    expect(values.get('payrun_open_rows{state=ready}')).toBe(0);
    expect(values.get('payrun_oldest_open_row_age_seconds')).toBe(0);
    expect([...values.keys()].filter((name) => name.includes('notice'))).toEqual([]);
  });

  test('leave the age of a batch that awaits approval out, and tell since when it waits', async () => {
    await database().query(`update payouts set state = 'ready', outcome = null where batch_id = $1`, [batchId]);
    await database().query(`update batches set state = 'awaiting_approval' where id = $1`, [batchId]);
    await database().query(`insert into gates (batch_id, cause, since) values ($1, 'approval', clock_timestamp() - interval '1 hour')`, [
      batchId,
    ]);
    await shows('payrun_batches_held{cause=approval}', 1);
    expect(values.get('payrun_oldest_open_row_age_seconds')).toBe(0);
    expect(values.get('payrun_oldest_approval_age_seconds')).toBeGreaterThan(3_599);
    expect(values.get('payrun_batches{state=awaiting_approval}')).toBe(1);
  });

  test('are no numbers while the database is out of reach, which the log says once, and come back with it', async () => {
    const readAt = () => values.get('payrun_database_read_timestamp_seconds') ?? Number.NaN;
    isDown = true;
    await shows('payrun_open_rows{state=ready}', Number.NaN);
    const lastRead = readAt();
    const others = [...values].filter(([name]) => name !== 'payrun_database_read_timestamp_seconds');
    expect(others.filter(([, value]) => !Number.isNaN(value))).toEqual([]);
    await until(() => Promise.resolve(logged.length > 0));
    isDown = false;
    await shows('payrun_open_rows{state=ready}', 4);
    expect(readAt()).toBeGreaterThan(lastRead);
    expect(logged.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['the metrics of the database could not be read']);
  });

  test('are forgotten when the worker stops', async () => {
    stop.abort();
    await watching;
    expect(values.get('payrun_open_rows{state=ready}')).toBeNaN();
  });
});

test('a meter that exports nothing is taken as well', async () => {
  const stop = new AbortController();
  const db = { query: () => Promise.resolve([]) };
  const watching = watchDatabase(
    { db, accountId: 1n, deadlineMs: 1, tellsNotices: true, meter: noopMetricMeter, log: pino({ level: 'silent' }) },
    stop.signal,
  );
  stop.abort();
  await expect(watching).resolves.toBeUndefined();
});
