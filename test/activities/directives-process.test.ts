import { setTimeout as sleep } from 'node:timers/promises';
import type { StepDependencies } from '../../src/activities/step-dependencies';
import type { FaultAnswer } from '../../src/sandbox/fault';
import { DatabaseUnreachable } from '../../src/store/database-unreachable';
import { describeOnEachDatabase } from '../support/databases';
import { StepBench } from '../support/step-bench';

describeOnEachDatabase('process', (database) => {
  let bench: StepBench;
  const start = async (options: Parameters<typeof StepBench.start>[2] = {}, rows = 1) => {
    bench = await StepBench.start(database(), rows, options);
  };
  afterEach(() => bench.stop());

  const processes = async (line = 2) =>
    (await bench.calls(line)).filter(({ step }) => step === 'process').map(({ verdict, http_status }) => [verdict, http_status]);

  /** Two reads, 60 s apart, waited out after the last send: what a second process wants. */
  const readTwice = async (line = 2) => {
    await bench.letPass(line, 13);
    await bench.attempt('settle', line);
    await bench.letPass(line, 60);
    return bench.attempt('settle', line);
  };

  test('follows the row’s own create without a read, and the status is read next', async () => {
    await start();
    const afterSend = await bench.created(2);
    expect(await bench.attempt('process', 2, { afterSend })).toEqual({ next: 'settle' });
    expect(await processes()).toEqual([['done', expect.any(Number)]]);
    expect(await bench.row(2)).toMatchObject({ state: 'settling' });
    expect(await bench.attempt('settle', 2)).toEqual({ next: 'closed', outcome: 'paid' });
    expect(bench.movements(2)).toBe(1);
    expect(bench.requests('settle')).toBe(1);
  });

  test('more than a minute after its own create is read about first', async () => {
    await start();
    const afterSend = await bench.created(2);
    await bench.letPass(2, 61);
    expect(await bench.attempt('process', 2, { afterSend })).toEqual({ next: 'settle' });
    expect(bench.requests('process')).toBe(0);
  });

  test('of an adopted invoice goes out only after two reads 60 s apart say created', async () => {
    await start({ faults: [{ on: 'create', answer: 500, when: 'after' }] });
    await bench.attempt('create', 2);
    expect(await bench.attempt('look_up', 2)).toEqual({ next: 'settle' });
    expect(await bench.attempt('process', 2)).toEqual({ next: 'settle' });
    expect(await bench.attempt('settle', 2)).toMatchObject({ again: 'StillOpen' });
    await bench.letPass(2, 60);
    expect(await bench.attempt('settle', 2)).toEqual({ next: 'process' });
    expect(await bench.attempt('process', 2)).toEqual({ next: 'settle' });
    expect(bench.movements(2)).toBe(1);
  });

  test('× 2xx that still reads created is never sent again: the trap that pays twice', async () => {
    await start({ processAnswersCreatedForMs: 5_000 });
    const afterSend = await bench.created(2);
    await bench.attempt('process', 2, { afterSend });
    expect(await readTwice()).toMatchObject({ again: 'StillOpen' });
    expect(await bench.attempt('process', 2)).toEqual({ next: 'settle' });
    expect(bench.requests('process')).toBe(1);
    await sleep(5_000);
    expect(await bench.attempt('settle', 2)).toEqual({ next: 'closed', outcome: 'paid' });
    expect(bench.movements(2)).toBe(1);
  });

  const ambiguous: readonly (readonly [name: string, answer: FaultAnswer, status: number | null])[] = [
    ['400', 400, 400],
    ['409', 409, 409],
    ['500', 500, 500],
    ['502', 502, 502],
    ['503', 503, 503],
    ['504', 504, 504],
    ['no answer in time', 'timeout', null],
    ['a reset connection', 'reset', null],
    ['an answer that does not parse', 'garbled', 200],
    ['a proxy’s page', 'html', 502],
  ];

  describe.each(ambiguous)('× %s', (_, answer, status) => {
    test('that took effect is read, and paid once', async () => {
      await start({ faults: [{ on: 'process', answer, when: 'after' }] });
      const afterSend = await bench.created(2);
      expect(await bench.attempt('process', 2, { afterSend })).toEqual({ next: 'settle' });
      expect(await processes()).toEqual([['ambiguous', status]]);
      expect(await bench.attempt('settle', 2)).toEqual({ next: 'closed', outcome: 'paid' });
      expect(bench.movements(2)).toBe(1);
    });

    const again =
      status === 200 ? 'is only watched: a 2xx is never sent again' : 'is processed again only after two reads, waited out, say created';
    test(`that took no effect ${again}`, async () => {
      await start({ faults: [{ on: 'process', answer, when: 'before', times: 1 }] });
      const afterSend = await bench.created(2);
      await bench.attempt('process', 2, { afterSend });
      expect(await bench.attempt('process', 2)).toEqual({ next: 'settle' });
      expect(await bench.attempt('settle', 2)).toMatchObject({ again: 'StillOpen' });
      if (status === 200) {
        expect(await readTwice()).toMatchObject({ again: 'StillOpen' });
        expect(bench.requests('process')).toBe(1);
        return;
      }
      expect(await readTwice()).toEqual({ next: 'process' });
      expect(await bench.attempt('process', 2)).toEqual({ next: 'settle' });
      expect(await bench.attempt('settle', 2)).toEqual({ next: 'closed', outcome: 'paid' });
      expect(bench.movements(2)).toBe(1);
    });
  });

  test('× 500 twice without effect is only watched from then on', async () => {
    await start({ faults: [{ on: 'process', answer: 500 }] });
    const afterSend = await bench.created(2);
    await bench.attempt('process', 2, { afterSend });
    expect(await readTwice()).toEqual({ next: 'process' });
    await bench.attempt('process', 2);
    expect(await readTwice()).toMatchObject({ again: 'StillOpen' });
    expect(await bench.attempt('process', 2)).toEqual({ next: 'settle' });
    expect(bench.requests('process')).toBe(2);
    expect(await bench.row(2)).toMatchObject({ state: 'starting', outcome: null });
  });

  test.each([401, 403, 404, 405, 429])(
    '× %i does not count as a send that may have paid, and is read about before the next',
    async (answer) => {
      await start({ faults: [{ on: 'process', answer, times: 2 }] });
      const afterSend = await bench.created(2);
      expect(await bench.attempt('process', 2, { afterSend })).toEqual({ next: 'settle' });
      expect(await readTwice()).toEqual({ next: 'process' });
      await bench.attempt('process', 2);
      expect(await readTwice()).toEqual({ next: 'process' });
      expect(await bench.attempt('process', 2)).toEqual({ next: 'settle' });
      expect(await bench.attempt('settle', 2)).toEqual({ next: 'closed', outcome: 'paid' });
      expect(bench.movements(2)).toBe(1);
    },
  );

  test('× 2xx while the database is out of reach for a moment is written down: it must never be sent again', async () => {
    await start({ processAnswersCreatedForMs: 60_000 });
    const afterSend = await bench.created(2);
    let outages = 2;
    const completeSend: StepDependencies['journal']['completeSend'] = async (call) => {
      outages -= 1;
      if (outages >= 0) throw new DatabaseUnreachable('db:5432', 'ECONNREFUSED');
      return bench.deps.journal.completeSend(call);
    };
    const deps = { ...bench.deps, journal: { ...bench.deps.journal, completeSend } };
    expect(await bench.attempt('process', 2, { afterSend, deps })).toEqual({ next: 'settle' });
    expect(await processes()).toEqual([['done', expect.any(Number)]]);
    expect(await readTwice()).toMatchObject({ again: 'StillOpen' });
    expect(bench.requests('process')).toBe(1);
  });

  test('× 422 is never sent again: the invoice is watched until it moves or expires', async () => {
    await start({ faults: [{ on: 'process', answer: 422, times: 1 }] });
    const afterSend = await bench.created(2);
    await bench.attempt('process', 2, { afterSend });
    expect(await processes()).toEqual([['refused', 422]]);
    expect(await readTwice()).toMatchObject({ again: 'StillOpen' });
    expect(await bench.attempt('process', 2)).toEqual({ next: 'settle' });
    expect(bench.requests('process')).toBe(1);
  });

  test('of two attempts that overlap only one sends', async () => {
    await start();
    const afterSend = await bench.created(2);
    await Promise.all([1, 2, 3].map(() => bench.attempt('process', 2, { afterSend })));
    expect(bench.requests('process')).toBe(1);
  });
});
