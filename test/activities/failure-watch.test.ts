import pino from 'pino';
import { createFailureWatch } from '../../src/activities/failure-watch';
import type { StepResult } from '../../src/activities/step-result';

const rejected: StepResult = { next: 'closed', outcome: 'rejected', problem: 'refused' };
const paid: StepResult = { next: 'closed', outcome: 'paid' };

type Counted = Readonly<{ limit: string; ended: number; failed: number; isOver: boolean }> | undefined;
const within = { limit: '50%', ended: 1_000, failed: 1, isOver: false };

describe('the watch on failed rows', () => {
  let counts: number;
  let nowMs: number;
  let tookMs: number;
  let answer: () => Counted;
  const watchOf = () =>
    createFailureWatch(
      () => {
        counts += 1;
        nowMs += tookMs;
        return Promise.resolve(answer());
      },
      pino({ level: 'silent' }),
      () => nowMs,
    );

  beforeEach(() => {
    [counts, nowMs, tookMs] = [0, 0, 0];
    answer = () => within;
  });

  test('counts nothing while no row fails', async () => {
    const watch = watchOf();
    for (let row = 0; row < 100; row += 1) await watch.note('a', paid);
    await watch.note('a', { next: 'settle' });
    expect(counts).toBe(0);
  });

  test('counts at once, then at most four times a second, each batch for itself', async () => {
    const watch = watchOf();
    for (nowMs = 0; nowMs < 3_000; nowMs += 10) await watch.note('a', rejected);
    expect(counts).toBe(12);
    await watch.note('b', rejected);
    expect(counts).toBe(13);
  });

  test('a count that takes long is made less often', async () => {
    tookMs = 500;
    const watch = watchOf();
    await watch.note('a', rejected);
    nowMs += 9_000;
    await watch.note('a', rejected);
    expect(counts).toBe(1);
    nowMs += 1_000;
    await watch.note('a', rejected);
    expect(counts).toBe(2);
  });

  test('and sooner once this worker alone has seen enough fail', async () => {
    tookMs = 100;
    answer = () => ({ limit: '5%', ended: 1, failed: 1, isOver: false });
    const watch = watchOf();
    await watch.note('a', rejected);
    nowMs += 399;
    for (let row = 0; row < 20; row += 1) await watch.note('a', rejected);
    expect(counts).toBe(1);
    nowMs += 1;
    await watch.note('a', rejected);
    expect(counts).toBe(2);
  });

  test('a row that failed between two counts is counted with the next row that ends, however it ends', async () => {
    const watch = watchOf();
    await watch.note('a', rejected);
    await watch.note('a', rejected);
    nowMs += 250;
    await watch.note('a', paid);
    await watch.note('a', paid);
    expect(counts).toBe(2);
  });

  test('while too few rows have ended, each that ends may be the one that tells', async () => {
    answer = () => ({ ...within, ended: 3 });
    const watch = watchOf();
    await watch.note('a', rejected);
    nowMs += 250;
    await watch.note('a', paid);
    expect(counts).toBe(2);
  });

  test('a batch without a limit is asked about once a minute', async () => {
    answer = () => undefined;
    const watch = watchOf();
    for (nowMs = 0; nowMs < 120_000; nowMs += 500) await watch.note('a', rejected);
    expect(counts).toBe(2);
  });

  test('a database out of reach fails no step, and the count is made up for', async () => {
    answer = () => {
      throw new Error('out of reach');
    };
    const watch = watchOf();
    await watch.note('a', rejected);
    answer = () => ({ ...within, isOver: true });
    nowMs += 250;
    await watch.note('a', paid);
    expect(counts).toBe(2);
  });
});
