import { setTimeout as sleep } from 'node:timers/promises';
import type { StepDependencies } from '../../src/activities/step-dependencies';
import type { FaultAnswer } from '../../src/sandbox/fault';
import { SealBroken } from '../../src/store/seal-broken';
import { describeOnEachDatabase } from '../support/databases';
import { StepBench } from '../support/step-bench';

describeOnEachDatabase('create', (database) => {
  let bench: StepBench;
  const start = async (rows = 1, options: Parameters<typeof StepBench.start>[2] = {}) => {
    bench = await StepBench.start(database(), rows, options);
  };
  afterEach(() => bench.stop());

  const journal = async (line = 2) => (await bench.calls(line)).map(({ step, verdict, http_status }) => [step, verdict, http_status]);

  describe('× 201', () => {
    test('adopts an invoice that is what was asked for, and process comes next', async () => {
      await start();
      expect(await bench.attempt('create', 2)).toEqual({ next: 'process', afterSend: expect.stringMatching(/^\d+$/) });
      expect(await bench.row(2)).toMatchObject({
        state: 'created',
        invoice_id: expect.stringMatching(/^cpoi_/),
        gateway_status: 'created',
      });
      expect(await journal()).toEqual([['create', 'done', 201]]);
    });

    test('with its status in capitals is processed as any other', async () => {
      await start();
      const gateway: StepDependencies['gateway'] = {
        ...bench.deps.gateway,
        createInvoice: async (...asked) => {
          const answer = await bench.deps.gateway.createInvoice(...asked);
          return { ...answer, body: answer.body && { ...answer.body, status: 'CREATED' } };
        },
      };
      expect(await bench.attempt('create', 2, { deps: { ...bench.deps, gateway } })).toMatchObject({ next: 'process' });
    });

    test('of an account that processes by itself is settled, never processed', async () => {
      await start(1, { autoProcess: true });
      expect(await bench.attempt('create', 2)).toEqual({ next: 'settle' });
      expect(await bench.row(2)).toMatchObject({ state: 'settling' });
    });

    test('with another body than the row’s is looked up', async () => {
      await start(1, { faults: [{ on: 'create', answer: 201, when: 'before' }] });
      expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
      expect(await journal()).toEqual([['create', 'ambiguous', 201]]);
    });

    test('that was lost on its way is found and adopted, not created again', async () => {
      await start(1, { faults: [{ on: 'create', answer: 'reset', when: 'after' }] });
      expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
      expect(await bench.attempt('look_up', 2)).toEqual({ next: 'settle' });
      expect(await bench.row(2)).toMatchObject({ state: 'created', problem: null });
      expect(bench.requests('create')).toBe(1);
    });
  });

  const ambiguous: readonly (readonly [name: string, answer: FaultAnswer, status: number | null])[] = [
    ['400', 400, 400],
    ['500', 500, 500],
    ['502', 502, 502],
    ['503', 503, 503],
    ['504', 504, 504],
    ['no answer in time', 'timeout', null],
    ['a reset connection', 'reset', null],
    ['an answer that is cut off', 'cut', null],
    ['an answer that does not parse', 'garbled', 201],
    ['a proxy’s page', 'html', 502],
    ['a redirect', 'redirect', 302],
    ['an answer that is too large', 'huge', null],
  ];

  describe.each(ambiguous)('× %s', (_, answer, status) => {
    test('is looked up; found → adopted', async () => {
      await start(1, { faults: [{ on: 'create', answer, when: 'after' }] });
      expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
      expect(await journal()).toEqual([['create', 'ambiguous', status]]);
      expect(await bench.attempt('look_up', 2)).toEqual({ next: 'settle' });
      expect(await bench.row(2)).toMatchObject({ state: 'created', invoice_id: expect.stringMatching(/^cpoi_/) });
    });

    test('is looked up; absent → sent again with the same key', async () => {
      await start(1, { faults: [{ on: 'create', answer, when: 'before', times: 1 }] });
      await bench.attempt('create', 2);
      expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
      expect(await bench.attempt('look_up', 2)).toMatchObject({ again: 'StillLooking' });
      expect(await bench.lookUpUntilAbsent(2, 30)).toEqual({ next: 'create' });
      expect(await bench.attempt('create', 2)).toMatchObject({ next: 'process' });
      const references = bench.sandbox.seen('POST', '/payout-invoices').map(({ reference }) => reference);
      expect(references.filter((reference) => reference !== undefined)).toEqual(expect.arrayContaining([bench.referenceOf(2)]));
      expect(bench.requests('create')).toBe(2);
    });
  });

  test('× 400 three times, absent each time, rejects the row 60 s after the last send', async () => {
    await start(1, { faults: [{ on: 'create', answer: 400, when: 'before' }] });
    for (const _ of [1, 2]) {
      await bench.attempt('create', 2);
      expect(await bench.lookUpUntilAbsent(2, 30)).toEqual({ next: 'create' });
    }
    await bench.attempt('create', 2);
    expect(await bench.lookUpUntilAbsent(2, 30)).toMatchObject({ again: 'StillLooking' });
    await bench.letPass(2, 31);
    expect(await bench.attempt('look_up', 2)).toEqual({ next: 'closed', outcome: 'rejected', problem: 'bad_request' });
    expect(await bench.row(2)).toMatchObject({ state: 'closed', outcome: 'rejected', problem: 'bad_request', holds_reference: false });
    expect(bench.requests('create')).toBe(3);
  });

  describe.each([401, 403, 404, 405])('× %i', (status) => {
    test('created nothing: the row waits and is sent again, not looked up', async () => {
      await start(1, { faults: [{ on: 'create', answer: status, times: 1 }] });
      expect(await bench.attempt('create', 2)).toEqual({ again: 'AccountTrouble', delayMs: 5_000 });
      expect(await journal()).toEqual([['create', 'misconfigured', status]]);
      expect(await bench.attempt('create', 2)).toMatchObject({ again: 'AccountTrouble' });
      await bench.letPass(2, 5);
      expect(await bench.attempt('create', 2)).toMatchObject({ next: 'process' });
    });

    test('three times in a row holds every row, fails none, and lets one probe through', async () => {
      await start(6, { faults: [{ on: 'create', answer: status }] });
      for (const line of [2, 3, 4]) await bench.attempt('create', line);
      expect(await bench.attempt('create', 5)).toEqual({ next: 'held' });
      expect(bench.requests('create')).toBe(3);
      await bench.db.query("update gates set next_probe = clock_timestamp() - interval '1 ms'");
      await Promise.all([5, 6, 7].map((line) => bench.attempt('create', line)));
      expect(bench.requests('create')).toBe(4);
      bench.sandbox.setFaults([]);
      await bench.db.query("update gates set next_probe = clock_timestamp() - interval '1 ms'");
      expect(await bench.attempt('create', 6)).toMatchObject({ next: 'process' });
      expect(await bench.attempt('create', 7)).toMatchObject({ next: 'process' });
    });
  });

  test.each(['checking', 'refused', 'finished'])(
    'in a batch that is %s is held, as is a process, instead of being tried for ever',
    async (state) => {
      await start(2);
      const afterSend = await bench.created(3);
      await bench.db.query('update batches set state = $2 where id = $1', [bench.stored.batchId, state]);
      expect(await bench.attempt('create', 2)).toEqual({ next: 'held' });
      expect(await bench.attempt('process', 3, { afterSend })).toEqual({ next: 'held' });
      expect(bench.requests('create')).toBe(1);
      expect(bench.requests('process')).toBe(0);
    },
  );

  test.each([403, 404, 405])('× %i for one row alone, three times while others pass, rejects that row', async (status) => {
    await start(5, {});
    bench.sandbox.setFaults([{ on: 'create', answer: status, references: [bench.referenceOf(2)] }]);
    for (const other of [3, 4, 5]) {
      await bench.attempt('create', 2);
      await bench.attempt('create', other);
      await bench.letPass(2, 30);
    }
    expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
    expect(await bench.attempt('look_up', 2)).toEqual({ next: 'closed', outcome: 'rejected', problem: 'not_allowed' });
  });

  describe('× 409', () => {
    const foreign = (amountMinor: string, createdMsAgo = 0) => ({
      referenceId: bench.referenceOf(2),
      service: 'card',
      currency: 'USD',
      amountMinor,
      fields: StepBench.details(2).fields,
      testMode: true,
      status: 'processed' as const,
      createdMsAgo,
    });

    test.each([409, 422] as const)('told as %i: the same payout is adopted, and settled without a process', async (duplicateAnswer) => {
      await start(1, { duplicateAnswer });
      bench.sandbox.addInvoice(foreign('1000'));
      expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
      expect(await bench.attempt('look_up', 2)).toEqual({ next: 'settle' });
      expect(await bench.attempt('settle', 2)).toMatchObject({ next: 'closed', outcome: 'paid' });
      expect(bench.requests('process')).toBe(0);
    });

    test('an invoice older than the batch is adopted and said to be', async () => {
      await start();
      bench.sandbox.addInvoice(foreign('1000', 86_400_000));
      await bench.attempt('create', 2);
      await bench.attempt('look_up', 2);
      expect(await bench.attempt('settle', 2)).toMatchObject({ next: 'closed', outcome: 'paid' });
      expect(await bench.row(2)).toMatchObject({
        outcome: 'paid',
        problem: 'paid_before_batch',
        problem_detail: expect.stringMatching(/^cpoi_/),
      });
    });

    test('another payout that a look-up of a row never sent would find rejects nothing: its create is sent and answered for', async () => {
      await start();
      bench.sandbox.addInvoice(foreign('9999'));
      expect(await bench.attempt('look_up', 2)).toEqual({ next: 'create' });
      expect(await bench.row(2)).toMatchObject({ state: 'ready', outcome: null });
    });

    test('another payout rejects the row and is named', async () => {
      await start();
      const id = bench.sandbox.addInvoice(foreign('9999'));
      await bench.attempt('create', 2);
      expect(await bench.attempt('look_up', 2)).toEqual({ next: 'closed', outcome: 'rejected', problem: 'reference_taken' });
      expect(await bench.row(2)).toMatchObject({ problem_detail: `${id} differs in amount` });
    });

    test.each([[500], ['timeout'], [202]] as const)(
      'another payout after an ambiguous %s may be the row’s own, changed on its way: watched, never rejected',
      async (answer) => {
        await start(1, { faults: [{ on: 'create', answer, when: 'before', times: 1 }] });
        await bench.attempt('create', 2);
        bench.sandbox.addInvoice(foreign('9999'));
        expect(await bench.attempt('look_up', 2)).toMatchObject({ again: 'StillLooking' });
        expect(await bench.row(2)).toMatchObject({ state: 'creating', outcome: null, problem: 'invoice_differs' });
      },
    );

    test('an invoice whose amount is not told may be this very payout: watched, never rejected', async () => {
      await start();
      bench.sandbox.addInvoice(foreign('1000'));
      await bench.attempt('create', 2);
      const gateway: StepDependencies['gateway'] = {
        ...bench.deps.gateway,
        findInvoice: async (...asked) => {
          const answer = await bench.deps.gateway.findInvoice(...asked);
          return { ...answer, body: answer.body && { ...answer.body, amountMinor: undefined } };
        },
      };
      expect(await bench.attempt('look_up', 2, { deps: { ...bench.deps, gateway } })).toMatchObject({ again: 'StillLooking' });
      expect(await bench.row(2)).toMatchObject({ state: 'creating', outcome: null, problem: 'invoice_differs' });
      expect(await bench.attempt('look_up', 2)).toEqual({ next: 'settle' });
      expect(await bench.row(2)).toMatchObject({ state: 'settling', problem: null });
    });

    test('absent → looked up for ever, never sent again', async () => {
      await start(1, { faults: [{ on: 'create', answer: 409 }] });
      await bench.attempt('create', 2);
      expect(await bench.lookUpUntilAbsent(2, 100)).toMatchObject({ again: 'StillLooking' });
      expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
      expect(bench.requests('create')).toBe(1);
    });
  });

  describe('× 422', () => {
    test('rejects the row with the field and masked words, at once', async () => {
      await start(1, { faults: [{ on: 'create', answer: 422, field: 'fields.card_number', echo: true }] });
      expect(await bench.attempt('create', 2)).toEqual({
        next: 'closed',
        outcome: 'rejected',
        problem: 'refused',
        field: 'fields.card_number',
      });
      const row = await bench.row(2);
      expect(row).toMatchObject({ state: 'closed', outcome: 'rejected', problem_field: 'fields.card_number' });
      expect(String(row.problem_detail).replace(/\D/g, '').length).toBeLessThan(5);
    });

    test('after an ambiguous send is looked up; found → adopted', async () => {
      await start(1, { faults: [{ on: 'create', answer: 502, when: 'late', lateMs: 50, times: 1 }] });
      await bench.attempt('create', 2);
      await bench.db.query(
        `insert into gateway_calls (account_id, batch_id, line, step, sent_at, done_at, verdict)
         select $1, $2, 2, 'look_up', clock_timestamp() + at * interval '1 second', clock_timestamp(), 'absent' from unnest('{2,10,20}'::int[]) as at`,
        [bench.stored.accountId, bench.stored.batchId],
      );
      await bench.letPass(2, 21);
      bench.sandbox.setFaults([{ on: 'create', answer: 422 }]);
      expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
      await sleep(100);
      expect(await bench.attempt('look_up', 2)).toEqual({ next: 'settle' });
    });

    test('after an ambiguous send, absent for good → rejected', async () => {
      await start(1, {
        faults: [
          { on: 'create', answer: 502, times: 1 },
          { on: 'create', answer: 422 },
        ],
      });
      await bench.attempt('create', 2);
      await bench.lookUpUntilAbsent(2, 30);
      expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
      expect(await bench.lookUpUntilAbsent(2, 61)).toEqual({ next: 'closed', outcome: 'rejected', problem: 'refused' });
      expect(await bench.row(2)).toMatchObject({ outcome: 'rejected', problem: 'refused' });
    });
  });

  test('a row whose details cannot be opened sends nothing, says so, is handed back, and is sent once they can', async () => {
    await start();
    const openDetails = () => {
      throw new SealBroken('unknown_key', 'another');
    };
    expect(await bench.attempt('create', 2, { deps: { ...bench.deps, openDetails } })).toEqual({
      next: 'later',
      problem: 'details_not_opened',
    });
    expect(await journal()).toEqual([['create', 'unavailable', null]]);
    expect(await bench.row(2)).toMatchObject({ state: 'creating', outcome: null, problem: 'details_not_opened' });
    expect(bench.requests('create')).toBe(0);
    expect(await bench.attempt('create', 2)).toMatchObject({ next: 'process' });
    expect(await bench.row(2)).toMatchObject({ state: 'created', problem: null });
    expect(bench.requests('create')).toBe(1);
  });

  test('a row whose invoice is found while its details cannot be opened is asked about on, says so, and is adopted once they can', async () => {
    await start(1, { faults: [{ on: 'create', answer: 502, when: 'after', times: 1 }] });
    await bench.attempt('create', 2);
    const openDetails = () => {
      throw new SealBroken('unknown_key', 'another');
    };
    const withoutKey = { deps: { ...bench.deps, openDetails } };
    expect(await bench.attempt('look_up', 2, withoutKey)).toMatchObject({ again: 'StillLooking' });
    expect(await bench.row(2)).toMatchObject({ state: 'creating', problem: 'details_not_opened', read_at: expect.any(Date) });
    expect(await bench.attempt('create', 2, withoutKey)).toEqual({ next: 'look_up' });
    expect(await bench.attempt('look_up', 2)).toEqual({ next: 'settle' });
    expect(await bench.row(2)).toMatchObject({ state: 'created', problem: null });
    expect(bench.requests('create')).toBe(1);
  });

  test('an attempt that slept with its machine between its journal line and its request sends nothing', async () => {
    await start();
    const wallClock = jest.spyOn(Date, 'now');
    const openDetails: StepDependencies['openDetails'] = (row) => {
      const woken = Date.now() + 3_600_000;
      wallClock.mockReturnValue(woken);
      return bench.deps.openDetails(row);
    };
    expect(await bench.attempt('create', 2, { deps: { ...bench.deps, openDetails } })).toMatchObject({ again: 'TooLateToSend' });
    wallClock.mockRestore();
    expect(bench.requests('create')).toBe(0);
    expect(await bench.attempt('create', 2)).toMatchObject({ next: 'process' });
  });

  test('× 429 is looked up, waits as long as the gateway asks, and is sent again', async () => {
    await start(1, { faults: [{ on: 'create', answer: 429, retryAfterSeconds: 120, times: 1 }] });
    expect(await bench.attempt('create', 2)).toEqual({ next: 'look_up' });
    expect(await journal()).toEqual([['create', 'limited', 429]]);
    expect(await bench.lookUpUntilAbsent(2, 30)).toEqual({ next: 'create' });
    expect(await bench.attempt('create', 2)).toMatchObject({ again: 'AccountTrouble' });
    await bench.letPass(2, 91);
    expect(await bench.attempt('create', 2)).toMatchObject({ next: 'process' });
  });
});
