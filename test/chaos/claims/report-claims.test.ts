import { describeOnEmbedded } from '../../support/databases';
import type { Evidence } from '../evidence';
import { tellRow } from '../tell-row';
import { JournalBench } from './journal-bench';
import { beginMs, madeFile, madeMovement, madeRequests } from './made-evidence';
import { sumsAgree } from './sums-agree';
import { unpaidIsUnpaid } from './unpaid-is-unpaid';

const says = async (breaches: Promise<readonly { what: string }[]> | readonly { what: string }[]) =>
  (await breaches).map(({ what }) => what);

describeOnEmbedded('claims over what is told', (database) => {
  /** Three rows, the database and the books as the report tells them. */
  const paidRun = async (changes: Partial<Evidence> = {}) => {
    const bench = await JournalBench.start(database(), 3);
    await bench.db.query(
      `update payouts set state = 'closed', outcome = 'paid', invoice_id = 'cpoi_' || reference, amount_paid_minor = amount_minor`,
    );
    const movements = bench.rows.map((row) => madeMovement(row));
    return { bench, evidence: bench.evidence({ movements, ...changes }) };
  };
  const told = (bench: JournalBench, changes: Readonly<Record<string, string>>) => [madeFile(bench.batchId, bench.rows, { 0: changes })];
  const store = (bench: JournalBench, set: string) => bench.db.query(`update payouts set ${set} where line = 2`);

  describe(sumsAgree.says, () => {
    test('holds where all agree, and where a row was taken back, is unknown, or was paid in part', async () => {
      const { bench, evidence } = await paidRun();
      expect(await says(sumsAgree.breaches(evidence))).toEqual([]);
      const [first, ...others] = evidence.movements;
      if (first === undefined) throw new Error('there are movements');
      const back = { ...first, id: 'x/2', direction: 'back' } as const;
      await store(bench, `outcome = 'reversed', amount_paid_minor = 0`);
      const reversed = told(bench, { outcome: 'reversed', amount_paid: '0.00' });
      expect(await says(sumsAgree.breaches({ ...evidence, files: reversed, movements: [first, back, ...others] }))).toEqual([]);
      await store(bench, `outcome = 'partially_paid', amount_paid_minor = 400`);
      const inPart = {
        files: told(bench, { outcome: 'partially_paid', amount_paid: '4.00' }),
        movements: [{ ...first, amountMinor: '400' }, ...others],
      };
      expect(await says(sumsAgree.breaches({ ...evidence, ...inPart }))).toEqual([]);
      await store(bench, `outcome = null, state = 'settling', amount_paid_minor = null, newest_send = 1`);
      const unknown = told(bench, { outcome: 'unknown', amount_paid: '' });
      for (const movements of [evidence.movements, others]) {
        expect(await says(sumsAgree.breaches({ ...evidence, files: unknown, movements }))).toEqual([]);
      }
    });

    test.each([
      ['books that lack a movement', 'books against reports', ({ movements }: Evidence) => ({ movements: movements.slice(1) })],
      [
        'a movement that nobody tells',
        'books against reports',
        ({ movements }: Evidence) => ({ movements: [...movements, ...movements.slice(0, 1)] }),
      ],
    ] as const)('is broken by %s', async (_, what, change) => {
      const { evidence } = await paidRun();
      expect(await says(sumsAgree.breaches({ ...evidence, ...change(evidence) }))).toEqual([expect.stringContaining(what)]);
    });

    test.each([
      ['another outcome', { outcome: 'failed', amount_paid: '0.00' }, ['report against database', 'books against reports']],
      ['another amount paid', { amount_paid: '9.00' }, ['report against database', 'books against reports']],
      ['another amount', { amount: '9.00' }, ['file against report', 'report against database']],
      ['another currency', { currency: 'EUR' }, ['file against report', 'report against database', 'books against reports']],
    ])('is broken by a report with %s', async (_, change, whats) => {
      const { bench, evidence } = await paidRun();
      const breaches = await says(sumsAgree.breaches({ ...evidence, files: told(bench, change) }));
      expect(breaches).toEqual(whats.map((what) => expect.stringContaining(what)));
    });

    test('is broken by a row that the database lost', async () => {
      const { bench, evidence } = await paidRun();
      await bench.db.query('delete from payouts where line = 4');
      const breaches = await says(sumsAgree.breaches(evidence));
      expect(breaches).toEqual([expect.stringContaining('file against database'), expect.stringContaining('report against database')]);
    });
  });

  describe(unpaidIsUnpaid.says, () => {
    const unpaid = ['failed', 'rejected', 'not_attempted'] as const;

    test.each(unpaid)('holds for a row told %s whose money stayed', async (outcome) => {
      const { bench, evidence } = await paidRun();
      const files = told(bench, { outcome, amount_paid: '' });
      expect(await says(unpaidIsUnpaid.breaches({ ...evidence, files, movements: evidence.movements.slice(1) }))).toEqual([]);
    });

    test.each(unpaid)('is broken by a row told %s whose money moved', async (outcome) => {
      const { bench, evidence } = await paidRun();
      const files = told(bench, { outcome, amount_paid: '' });
      expect(await says(unpaidIsUnpaid.breaches({ ...evidence, files }))).toEqual([expect.stringContaining('its money moved')]);
    });

    /** The rows of `paidRun` were paid by an earlier file's batch, `payer`, and its own first one is told so. */
    const sentAgain = async (outcome: string, detail: (batchId: string) => string, invoiceId = '') => {
      const { bench, evidence } = await paidRun();
      await store(bench, `problem = 'reference_used', problem_detail = '${detail('payer')}'`);
      const payer = madeFile('payer', bench.rows);
      const skipped = told(bench, { outcome, amount_paid: '', invoice_id: invoiceId });
      return says(unpaidIsUnpaid.breaches({ ...evidence, files: [payer, ...skipped] }));
    };

    test('holds for a skipped row that names the batch and line that paid', async () => {
      expect(await sentAgain('not_attempted', (batchId) => `batch ${batchId}, line 2`)).toEqual([]);
    });

    test('is broken by a skipped row that names another line', async () => {
      const breaches = await sentAgain('not_attempted', (batchId) => `batch ${batchId}, line 3`);
      expect(breaches).toEqual([expect.stringContaining('does not name where it was paid: batch payer, line 2')]);
    });

    test('holds for a rejected row whose reference another file had taken, not for a failed one', async () => {
      expect(await sentAgain('rejected', () => '')).toEqual([]);
      expect(await sentAgain('failed', () => '')).toEqual([expect.stringContaining('its money moved')]);
    });

    test('is broken by a rejected row that has the paid invoice itself', async () => {
      const { evidence } = await paidRun();
      const [file] = evidence.files;
      const [first] = evidence.movements;
      if (file === undefined || first === undefined) throw new Error('there is a file');
      const rejected = madeFile(file.batchId, file.rows, { 0: { outcome: 'rejected', invoice_id: first.invoiceId } });
      const breaches = await says(unpaidIsUnpaid.breaches({ ...evidence, files: [madeFile('payer', file.rows), rejected] }));
      expect(breaches).toEqual([expect.stringContaining('its money moved')]);
    });
  });

  test('a row is told in order of time, by journal, gateway and books, and says nothing of who is paid', async () => {
    const { bench, evidence } = await paidRun();
    await bench.write([
      { step: 'create', at: 0 },
      { step: 'look_up', at: 3, verdict: 'done', http: 200, saw: 'created' },
      { step: 'process', at: 70, verdict: 'done', http: 200, probe: true },
    ]);
    const { reference } = bench;
    const requests = madeRequests(reference, [
      { step: 'create', status: undefined, atMs: 20 },
      { step: 'process', status: 200, atMs: 70_100 },
    ]).map((request) => (request.step === 'create' ? { ...request, fault: 'reset' as const } : request));
    const movements = evidence.movements.map((movement) => ({ ...movement, time: new Date(beginMs + 71_000).toISOString() }));
    const frozen = [{ fromMs: beginMs + 1_000, toMs: beginMs + 2_000 }];
    const lines = await tellRow({ ...evidence, requests, movements, frozen }, reference);
    const shown = lines.map((line) => line.replaceAll(bench.batchId, 'B').replace(/(create|look_up|process) \d+/, '$1 N'));
    expect(shown).toEqual([
      'B-2: B line 2, USD 10.00: paid cpoi_B-2',
      '2026-03-01T10:00:00.000Z  journal  B line 2: create N is sent (no answer known)',
      '2026-03-01T10:00:00.020Z  gateway  create arrives, answered nothing by the fault reset',
      '2026-03-01T10:00:01.000Z  proof    something stands still or is held back',
      '2026-03-01T10:00:02.000Z  proof    it goes on',
      '2026-03-01T10:00:03.000Z  journal  B line 2: look_up N is sent',
      '2026-03-01T10:00:03.500Z  journal  B line 2: look_up N answered 200 done created',
      '2026-03-01T10:01:10.000Z  journal  B line 2: process N is sent as a probe',
      '2026-03-01T10:01:10.100Z  gateway  process arrives, answered 200',
      '2026-03-01T10:01:10.500Z  journal  B line 2: process N answered 200 done',
      '2026-03-01T10:01:11.000Z  books    USD 10.00 out, cpoi_B-2/1',
    ]);
  });
});
