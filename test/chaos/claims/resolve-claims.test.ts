import { describeOnEmbedded } from '../../support/databases';
import type { Evidence } from '../evidence';
import type { Press } from '../people/press';
import { askedBeforeNewReference } from './asked-before-new-reference';
import { JournalBench, type MadeAudit, type MadeCall } from './journal-bench';
import { beginMs, madeEvidence, madeFile, madeInvoice, madeMovement, madeRequests } from './made-evidence';
import { moneyMovesOnce } from './money-moves-once';
import { paidIsPaid } from './paid-is-paid';
import { resolvedUntilTold } from './resolved-until-told';
import { sumsAgree } from './sums-agree';
import { unpaidIsUnpaid } from './unpaid-is-unpaid';

const said = (as: 'paid' | 'failed', at = 5): MadeAudit => ({ action: 'resolve', at, as });
const byPerson = (as: string) => ({ outcome: as, problem: 'resolved_by_person', amount_paid: '' });

describeOnEmbedded('claims over what people say of unknown rows', (database) => {
  type Made = Readonly<{
    audit?: readonly MadeAudit[];
    calls?: readonly MadeCall[];
    told: Readonly<Record<string, string>>;
    status: string;
    before?: string;
  }>;
  const judged = async ({ audit = [], calls = [], told, status, before = status }: Made) => {
    const bench = await JournalBench.start(database());
    await bench.audit(audit);
    await bench.write(calls);
    const [row] = bench.rows;
    if (row === undefined) throw new Error('there is a row');
    const files = [madeFile(bench.batchId, bench.rows, { 0: told })];
    const [invoices, invoicesBefore] = [[madeInvoice(row, status)], [madeInvoice(row, before)]];
    return (await resolvedUntilTold.breaches(bench.evidence({ files, invoices, invoicesBefore }))).map(({ what }) => what);
  };

  describe(resolvedUntilTold.says, () => {
    const create: MadeCall = { step: 'create', at: 1, http: 201, verdict: 'done' };
    const holds: readonly (readonly [string, Made])[] = [
      ['a row told as a person said', { audit: [said('paid')], calls: [create], told: byPerson('paid'), status: 'processing' }],
      ['the last of two words', { audit: [said('paid'), said('failed', 6)], told: byPerson('failed'), status: 'created' }],
      ['an end that came just now', { audit: [said('failed')], told: byPerson('failed'), status: 'processed', before: 'processing' }],
      ['an end as the person had said', { audit: [said('paid')], told: {}, status: 'processed' }],
      ['an end against the person', { audit: [said('failed')], told: { problem: 'resolved_otherwise' }, status: 'processed' }],
      [
        'a rejection, which has no invoice of its own',
        { audit: [said('failed')], told: { outcome: 'rejected', problem: 'canceled' }, status: 'created' },
      ],
      [
        'a row that was retried since, and is sent again',
        {
          audit: [said('failed'), { action: 'retry', at: 6, lines: '2-4' }],
          calls: [{ ...create, at: 7 }],
          told: {},
          status: 'processed',
        },
      ],
    ];
    test.each(holds)('holds for %s', async (_, made) => expect(await judged(made)).toEqual([]));

    const broken: readonly (readonly [string, string, Made])[] = [
      ['a word that nobody said', 'nobody had said anything', { told: byPerson('paid'), status: 'processing' }],
      ['another word', 'who said failed', { audit: [said('failed')], told: byPerson('paid'), status: 'processing' }],
      [
        'a word that stands against the gateway’s',
        'has been processed for a minute',
        { audit: [said('failed')], told: byPerson('failed'), status: 'processed' },
      ],
      [
        'an end that the gateway never told',
        'without the gateway',
        { audit: [said('failed')], told: { outcome: 'failed' }, status: 'processing' },
      ],
      ['a contradiction that is not shown', 'its problem is ""', { audit: [said('failed')], told: {}, status: 'processed' }],
      [
        'a contradiction where there is none',
        'resolved_otherwise',
        { audit: [said('paid')], told: { problem: 'resolved_otherwise' }, status: 'processed' },
      ],
      [
        'a send after it',
        'was sent after a person had said',
        { audit: [said('failed')], calls: [{ ...create, at: 6 }], told: byPerson('failed'), status: 'created' },
      ],
    ];
    test.each(broken)('is broken by %s', async (_, what, made) => expect(await judged(made)).toEqual([expect.stringContaining(what)]));
  });

  test('a person’s word proves nothing of the money: the books may show it or not', async () => {
    const bench = await JournalBench.start(database());
    const [row] = bench.rows;
    if (row === undefined) throw new Error('there is a row');
    for (const as of ['paid', 'failed']) {
      await bench.db.query(
        `update payouts set state = 'settling', outcome = null, newest_send = 1, invoice_id = 'x', sent_at = now(), resolved_as = $1, resolved_by = 'ann', resolved_at = now()`,
        [as],
      );
      for (const movements of [[], [madeMovement(row)]]) {
        const evidence = bench.evidence({ files: [madeFile(bench.batchId, bench.rows, { 0: byPerson(as) })], movements });
        for (const claim of [moneyMovesOnce, paidIsPaid, unpaidIsUnpaid, sumsAgree]) expect(await claim.breaches(evidence)).toEqual([]);
      }
    }
  });

  test('a payment that goes out under two references went out twice', async () => {
    const { rows } = await JournalBench.start(database());
    const other = rows.map((row) => ({ ...row, reference: 'otherwise', cells: { ...row.cells, reference_id: 'otherwise' } }));
    const files = [madeFile('one', rows), madeFile('two', other)];
    const both = [...rows, ...other].map((row) => madeMovement(row));
    expect(await moneyMovesOnce.breaches(madeEvidence({ files, movements: both.slice(1) }))).toEqual([]);
    expect(await moneyMovesOnce.breaches(madeEvidence({ files, movements: both }))).toEqual([
      expect.objectContaining({ what: expect.stringContaining('the same payment went out under') }),
    ]);
  });

  describe(askedBeforeNewReference.says, () => {
    const press: Press = { why: '', batchId: 'one', action: 'retry', beginMs: beginMs + 2_000, endMs: beginMs + 9_000, told: 'done' };
    const asked = (readAtMs: number, change: Partial<Press> = {}, earlier = 'row', later = 'row-r2'): Evidence => {
      const file = madeFile('one', []);
      const row = { reference: 'row', service: 'card', currency: 'USD', amountMinor: 1n, cells: {} };
      const requests = [
        ...madeRequests(earlier, [
          { step: 'create', status: 201, atMs: 0 },
          { step: 'read', status: 200, atMs: readAtMs },
        ]),
        ...madeRequests(later, [{ step: 'create', status: 201, atMs: 5_000 }]),
      ];
      return madeEvidence({ files: [{ ...file, rows: [row] }], requests, presses: [{ ...press, ...change }] });
    };
    const breaches = (evidence: Evidence) => askedBeforeNewReference.breaches(evidence);

    test('holds where it is asked between the press and the create', () => {
      expect(breaches(asked(3_000))).toEqual([]);
    });
    test.each([
      ['was asked about only before the press', asked(1_000)],
      ['was asked about only after the create', asked(6_000)],
      ['was never retried', asked(3_000, { action: 'resume' })],
      ['was retried in another batch', asked(3_000, { batchId: 'two' })],
      ['was asked about under an older reference alone', asked(3_000, {}, 'row', 'row-r3')],
    ])('is broken by a row that %s', (_, evidence) => {
      expect(breaches(evidence)).toHaveLength(1);
    });
  });
});
