import type { FaultAnswer } from '../../src/sandbox/fault';
import { describeOnEachDatabase } from '../support/databases';
import { StepBench } from '../support/step-bench';

describeOnEachDatabase('settle', (database) => {
  let bench: StepBench;
  const start = async (options: Parameters<typeof StepBench.start>[2] = {}) => {
    bench = await StepBench.start(database(), 1, options);
  };
  afterEach(() => bench.stop());

  const processed = async () => {
    const afterSend = await bench.created(2);
    await bench.attempt('process', 2, { afterSend });
  };

  /** An invoice that stands at `status` already, adopted by its reference. */
  const adopted = async (status: Parameters<StepBench['sandbox']['addInvoice']>[0]['status']) => {
    const { fields } = StepBench.details(2);
    bench.sandbox.addInvoice({
      referenceId: bench.referenceOf(2),
      service: 'card',
      currency: 'USD',
      amountMinor: '1000',
      fields,
      testMode: true,
      status,
      createdMsAgo: 0,
    });
    await bench.attempt('create', 2);
    await bench.attempt('look_up', 2);
    return bench.attempt('settle', 2);
  };

  test.each([
    ['processed', 'paid', 1000n],
    ['partially_processed', 'partially_paid', 500n],
    ['process_failed', 'failed', 0n],
    ['expired', 'failed', 0n],
    ['terminated', 'failed', 0n],
    ['canceled', 'reversed', 0n],
  ] as const)('× 200 %s closes the row as %s', async (status, outcome, amountPaidMinor) => {
    await start();
    expect(await adopted(status)).toMatchObject({ next: 'closed', outcome });
    expect(await bench.row(2)).toMatchObject({ state: 'closed', outcome, amount_paid_minor: amountPaidMinor, gateway_status: status });
  });

  test.each(['processing', 'process_pending'] as const)('× 200 %s is open: asked again, in growing waits', async (status) => {
    await start({ settleMs: 60_000, processAnswer: status });
    await processed();
    const delays: number[] = [];
    for (const attempt of [1, 2, 3, 4, 5, 6, 7]) {
      const again = await bench.attempt('settle', 2, { attempt });
      if ('delayMs' in again) delays.push(again.delayMs);
    }
    expect(delays).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  const noNews: readonly (readonly [name: string, answer: FaultAnswer, delayMs: number])[] = [
    ['400', 400, 2_000],
    ['409', 409, 2_000],
    ['422', 422, 2_000],
    ['401', 401, 60_000],
    ['403', 403, 60_000],
    ['405', 405, 60_000],
    ['500', 500, 2_000],
    ['502', 502, 2_000],
    ['503', 503, 2_000],
    ['504', 504, 2_000],
    ['no answer in time', 'timeout', 2_000],
    ['a reset connection', 'reset', 2_000],
    ['an answer that does not parse', 'garbled', 2_000],
    ['a proxy’s page', 'html', 2_000],
    ['a proxy’s 404', 'html', 60_000],
  ];

  test.each(noNews)('× %s is no news: the row keeps its state and is asked again', async (name, answer, delayMs) => {
    await start();
    await processed();
    bench.sandbox.setFaults([{ on: 'read', answer, ...(name.endsWith('404') && { status: 404 }) }]);
    expect(await bench.attempt('settle', 2)).toEqual({ again: 'NoNews', delayMs });
    expect(await bench.row(2)).toMatchObject({ state: 'settling', outcome: null, read_at: null });
    bench.sandbox.setFaults([]);
    expect(await bench.attempt('settle', 2)).toEqual({ next: 'closed', outcome: 'paid' });
  });

  test('× 429 waits as long as the gateway asks', async () => {
    await start();
    await processed();
    bench.sandbox.setFaults([{ on: 'read', answer: 429, retryAfterSeconds: 33 }]);
    expect(await bench.attempt('settle', 2)).toEqual({ again: 'NoNews', delayMs: 33_000 });
  });

  test('× 404 is never failed: asked on by id and by reference in turn', async () => {
    await start();
    await processed();
    bench.sandbox.setFaults([{ on: ['read', 'find'], answer: 404 }]);
    for (const attempt of [1, 2, 3, 4]) expect(await bench.attempt('settle', 2, { attempt })).toMatchObject({ again: 'NoNews' });
    expect([bench.requests('settle'), bench.requests('look_up')]).toEqual([2, 2]);
    expect(await bench.row(2)).toMatchObject({ state: 'settling', outcome: null });
    bench.sandbox.setFaults([{ on: 'read', answer: 404 }]);
    expect(await bench.attempt('settle', 2, { attempt: 6 })).toEqual({ next: 'closed', outcome: 'paid' });
  });

  test('a row that was closed meanwhile is left alone', async () => {
    await start();
    await processed();
    await bench.attempt('settle', 2);
    expect(await bench.attempt('settle', 2)).toEqual({ next: 'closed' });
    expect(bench.requests('settle')).toBe(1);
  });
});
