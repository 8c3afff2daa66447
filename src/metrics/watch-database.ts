import { setTimeout as sleep } from 'node:timers/promises';
import type { MetricMeter } from '@temporalio/common';
import type { Logger } from 'pino';
import { limits } from '../domain/limits';
import type { Database } from '../store/database';
import { countWaiting } from '../store/notices/count-waiting';
import { standingCauses } from '../store/overview/standing-causes';
import { createGaugeBoard, type GaugeValue } from './gauge-board';
import { metricTable } from './metric-table';
import { createRowWatch } from './row-watch';
import { standingGauges } from './standing-gauges';

export type DatabaseWatch = Readonly<{
  db: Pick<Database, 'query'>;
  accountId: bigint;
  deadlineMs: number;
  /** False: nobody is told notices, so none waits. */
  tellsNotices: boolean;
  meter: MetricMeter;
  log: Logger;
  /** At least so long between two reads; `limits.metricsReadDelayMs` if absent. */
  delayMs?: number | undefined;
}>;

const readName = 'payrun_database_read_timestamp_seconds';

async function noticeGauges({ db, accountId, tellsNotices }: DatabaseWatch): Promise<readonly GaugeValue[]> {
  if (!tellsNotices) return [];
  const { waiting, oldestSeconds } = await countWaiting(db, accountId);
  return [
    { name: 'payrun_notices_waiting', value: waiting },
    { name: 'payrun_oldest_notice_age_seconds', value: oldestSeconds },
  ];
}

/**
 * Shows what the database knows of the account as gauges, until `signal` aborts; its last values are then forgotten. It takes a small
 * share of the database's time, however long a read takes.
 */
export async function watchDatabase(watch: DatabaseWatch, signal: AbortSignal): Promise<void> {
  const { db, accountId, meter, log, delayMs = limits.metricsReadDelayMs } = watch;
  const board = createGaugeBoard(meter);
  const read = meter.createGauge(readName, 'float', '', metricTable[readName].about);
  const rows = createRowWatch(watch);
  let isTold = false;
  while (!signal.aborted) {
    const startedAtMs = performance.now();
    try {
      const batches = await rows.read();
      board.show([...standingGauges(batches, await standingCauses(db, accountId)), ...(await noticeGauges(watch))]);
      read.set(Date.now() / 1_000);
      isTold = false;
    } catch (error) {
      board.forget();
      if (!isTold) log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the metrics of the database could not be read');
      isTold = true;
    }
    const tookMs = performance.now() - startedAtMs;
    await sleep(Math.max(delayMs, tookMs / limits.metricsReadShareMax), undefined, { signal }).catch(() => undefined);
  }
  board.forget();
}
