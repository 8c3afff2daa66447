import { madeRows } from '../../e2e/payees';
import type { Evidence } from '../evidence';
import type { Claim } from './claim';
import { everyRowToldOnce } from './every-row-told-once';
import { gatewayAskedBetweenCreates } from './gateway-asked-between-creates';
import { beginMs, invoiceIdOf, madeEvidence, madeFile, madeInvoice, madeMovement, madeRequests } from './made-evidence';
import { moneyMovesOnce } from './money-moves-once';
import { nobodyElseIsPaid } from './nobody-else-is-paid';
import { paidIsPaid } from './paid-is-paid';
import { processAcceptedOnce } from './process-accepted-once';
import { secretsStayIn } from './secrets-stay-in';
import { unknownOnlyUnsaid } from './unknown-only-unsaid';

const rows = madeRows(12);
const [row = rows[0]] = rows.slice(3);
if (row === undefined) throw new Error('there are rows');
const { reference } = row;
const movements = rows.map((each) => madeMovement(each));
const file = madeFile('b1', rows);
const half = { outcome: 'partially_paid', amount_paid: '5.01' };

/** A run that went well, changed as said. */
const run = (changes: Partial<Evidence> = {}): Evidence => madeEvidence({ files: [file], movements, ...changes });
const told = (changes: Readonly<Record<string, string>>) => [madeFile('b1', rows, { 3: changes })];
const moved = (...changes: readonly Parameters<typeof madeMovement>[1][]) => [
  ...movements.filter(({ referenceId }) => referenceId !== reference),
  ...changes.map((change, index) => madeMovement(row, { id: `x/${index}`, ...change })),
];
const back = { direction: 'back' } as const;
const stranger = madeMovement(row, { referenceId: 'stranger-1', invoiceId: 'cpoi_foreign' });
/** The row failed, and was retried under its next reference. */
const again = { referenceId: `${reference}-r2`, invoiceId: 'cpoi_again' };
const toldAgain = told({ sent_reference: again.referenceId, invoice_id: again.invoiceId });
const processOf = (id: string) =>
  madeRequests(reference, [{ step: 'process', status: 200 }]).map((each) => ({ ...each, path: `/payout-invoices/${id}/process` }));

const breachesOf = async (claim: Claim, evidence: Evidence) => (await claim.breaches(evidence)).map((breach) => breach.reference);

const held: readonly (readonly [string, Claim, Evidence])[] = [
  ['each row paid once', moneyMovesOnce, run()],
  [
    'a file sent again whose row is skipped',
    moneyMovesOnce,
    run({ files: [file, ...[madeFile('b2', [row], { 0: { outcome: 'not_attempted' } })]] }),
  ],
  ['a failed row paid when it was retried', moneyMovesOnce, run({ files: toldAgain, movements: moved(again) })],
  ['each row told as it was paid', paidIsPaid, run()],
  ['a failed row told paid when it was retried', paidIsPaid, run({ files: toldAgain, movements: moved(again) })],
  ['a row paid in part', paidIsPaid, run({ files: told(half), movements: moved({ amountMinor: '501' }) })],
  ['a row taken back', paidIsPaid, run({ files: told({ outcome: 'reversed', gateway_status: 'canceled' }), movements: moved({}, back) })],
  [
    'a row taken back in part',
    paidIsPaid,
    run({
      files: told({ outcome: 'reversed', gateway_status: 'partially_canceled' }),
      movements: moved({}, { ...back, amountMinor: '501' }),
    }),
  ],
  ['money of the file alone', nobodyElseIsPaid, run()],
  [
    "somebody else's paid invoice, left alone",
    nobodyElseIsPaid,
    run({ movements: [...movements, stranger], foreignInvoices: ['cpoi_foreign'] }),
  ],
  [
    "somebody else's invoice, adopted and processed",
    nobodyElseIsPaid,
    run({ foreignInvoices: [invoiceIdOf(reference)], requests: processOf(invoiceIdOf(reference)) }),
  ],
  [
    'a create of a row that is retried',
    nobodyElseIsPaid,
    run({ requests: madeRequests(again.referenceId, [{ step: 'create', status: 201 }]) }),
  ],
  ['a report in order', everyRowToldOnce, run()],
  ['a row that was retried', everyRowToldOnce, run({ files: toldAgain })],
  ['no unknown row', unknownOnlyUnsaid, run()],
  [
    'an unknown row that is on its way',
    unknownOnlyUnsaid,
    run({
      files: told({ outcome: 'unknown' }),
      invoices: [madeInvoice(row, 'processing')],
      invoicesBefore: [madeInvoice(row, 'processing')],
    }),
  ],
  [
    'an unknown row that failed before it was retried',
    unknownOnlyUnsaid,
    run({
      files: told({ outcome: 'unknown', sent_reference: again.referenceId }),
      invoices: [madeInvoice(row, 'process_failed'), { ...madeInvoice(row, 'processing'), referenceId: again.referenceId }],
      invoicesBefore: [madeInvoice(row, 'process_failed'), { ...madeInvoice(row, 'processing'), referenceId: again.referenceId }],
    }),
  ],
  [
    'an unknown row that ended in the last minute',
    unknownOnlyUnsaid,
    run({
      files: told({ outcome: 'unknown' }),
      invoices: [madeInvoice(row, 'processed')],
      invoicesBefore: [madeInvoice(row, 'processing')],
    }),
  ],
  [
    "an unknown row under whose reference somebody else's invoice stands",
    unknownOnlyUnsaid,
    run({
      files: told({ outcome: 'unknown', invoice_id: '' }),
      invoices: [madeInvoice(row, 'processed')],
      invoicesBefore: [madeInvoice(row, 'processed')],
      foreignInvoices: [invoiceIdOf(reference)],
    }),
  ],
  [
    'a look-up between creates',
    gatewayAskedBetweenCreates,
    run({
      requests: madeRequests(reference, [
        { step: 'create', status: undefined },
        { step: 'find', status: 404 },
        { step: 'create', status: 201 },
      ]),
    }),
  ],
  [
    'a create after one that was forbidden',
    gatewayAskedBetweenCreates,
    run({
      requests: madeRequests(reference, [
        { step: 'create', status: 403 },
        { step: 'create', status: 201 },
      ]),
    }),
  ],
  [
    "a refused row's key in another file",
    gatewayAskedBetweenCreates,
    run({
      files: [file, madeFile('b2', [row])],
      requests: madeRequests(reference, [
        { step: 'create', status: 422 },
        { step: 'create', status: 201 },
      ]),
    }),
  ],
  [
    'a process after a lost one',
    processAcceptedOnce,
    run({
      requests: madeRequests(reference, [
        { step: 'process', status: undefined },
        { step: 'process', status: 200 },
        { step: 'process', status: 409 },
      ]),
    }),
  ],
  ['nothing found', secretsStayIn, run()],
];

test.each(held)('with %s, "%s" holds', async (_, claim, evidence) => {
  expect(await breachesOf(claim, evidence)).toEqual([]);
});

const unknown = (changes: Readonly<Record<string, string>> = {}) => told({ outcome: 'unknown', ...changes });

const caught: readonly (readonly [string, Claim, Evidence, readonly (string | undefined)[]])[] = [
  ['money that went out twice', moneyMovesOnce, run({ movements: moved({}, {}) }), [reference]],
  [
    'money that went out under both references of a retried row',
    moneyMovesOnce,
    run({ files: toldAgain, movements: moved({}, again) }),
    [reference],
  ],
  ['money that came back and went out again', moneyMovesOnce, run({ movements: moved({}, back, {}) }), [reference]],
  ['one payment told by two batches', moneyMovesOnce, run({ files: [file, madeFile('b2', [row])] }), [reference]],
  [
    'a retried row told paid whose earlier invoice moved as well',
    paidIsPaid,
    run({ files: toldAgain, movements: moved({}, again) }),
    [reference],
  ],
  ['a paid row whose money never moved', paidIsPaid, run({ movements: moved() }), [reference]],
  ['a paid row whose money came back', paidIsPaid, run({ movements: moved({}, back) }), [reference]],
  ['a paid row of another amount', paidIsPaid, run({ movements: moved({ amountMinor: '1' }) }), [reference]],
  ['a paid row that is told another amount', paidIsPaid, run({ files: told({ amount_paid: '10.00' }) }), [reference]],
  ['a row told paid in part that was paid in full', paidIsPaid, run({ files: told(half) }), [reference]],
  [
    'a row told taken back that was not',
    paidIsPaid,
    run({ files: told({ outcome: 'reversed', gateway_status: 'canceled' }) }),
    [reference],
  ],
  [
    'a row told taken back whole that was taken back in part',
    paidIsPaid,
    run({ files: told({ outcome: 'reversed', gateway_status: 'canceled' }), movements: moved({}, { ...back, amountMinor: '1' }) }),
    [reference],
  ],
  ['money to a stranger', nobodyElseIsPaid, run({ movements: [...movements, stranger] }), ['stranger-1']],
  ['money of another currency', nobodyElseIsPaid, run({ movements: moved({ currency: 'EUR' }) }), [reference]],
  [
    'a create of no row',
    nobodyElseIsPaid,
    run({ requests: madeRequests('stranger-1', [{ step: 'create', status: 201 }]) }),
    ['stranger-1'],
  ],
  [
    "somebody else's invoice processed",
    nobodyElseIsPaid,
    run({ foreignInvoices: ['cpoi_foreign'], requests: processOf('cpoi_foreign') }),
    [reference],
  ],
  [
    'a row that the report lost',
    everyRowToldOnce,
    run({ files: [{ ...file, report: file.report.slice(0, -1) }] }),
    [rows.at(-1)?.reference],
  ],
  ['a line too many', everyRowToldOnce, run({ files: [{ ...file, report: [...file.report, ...file.report.slice(-1)] }] }), [undefined]],
  [
    'two lines in each other’s place',
    everyRowToldOnce,
    run({ files: [{ ...file, report: [...file.report.slice(0, 2).toReversed(), ...file.report.slice(2)] }] }),
    rows.slice(0, 2).map((each) => each.reference),
  ],
  ['an outcome that nobody knows', everyRowToldOnce, run({ files: told({ outcome: 'lost' }) }), [reference]],
  ['another amount', everyRowToldOnce, run({ files: told({ amount: '10.00' }) }), [reference]],
  ["another row's reference", everyRowToldOnce, run({ files: told({ sent_reference: 'emp-0001' }) }), [reference]],
  [
    'an unknown row that had ended',
    unknownOnlyUnsaid,
    run({ files: unknown(), invoices: [madeInvoice(row, 'processed')], invoicesBefore: [madeInvoice(row, 'processed')] }),
    [reference],
  ],
  [
    'an unknown row whose retried invoice had ended',
    unknownOnlyUnsaid,
    run({
      files: unknown({ sent_reference: again.referenceId }),
      invoices: [madeInvoice(row, 'process_failed'), { ...madeInvoice(row, 'processed'), referenceId: again.referenceId }],
      invoicesBefore: [madeInvoice(row, 'process_failed'), { ...madeInvoice(row, 'processed'), referenceId: again.referenceId }],
    }),
    [reference],
  ],
  [
    'an unknown row that had failed',
    unknownOnlyUnsaid,
    run({ files: unknown(), invoices: [madeInvoice(row, 'expired')], invoicesBefore: [madeInvoice(row, 'expired')] }),
    [reference],
  ],
  ['an unknown row that the gateway never had', unknownOnlyUnsaid, run({ files: unknown() }), [reference]],
  [
    "an unknown row that had adopted somebody else's ended invoice",
    unknownOnlyUnsaid,
    run({
      files: unknown(),
      invoices: [madeInvoice(row, 'processed')],
      invoicesBefore: [madeInvoice(row, 'processed')],
      foreignInvoices: [invoiceIdOf(reference)],
    }),
    [reference],
  ],
  [
    'creates without a look-up between',
    gatewayAskedBetweenCreates,
    run({
      requests: madeRequests(reference, [
        { step: 'create', status: undefined },
        { step: 'create', status: 409 },
        { step: 'find', status: 200 },
      ]),
    }),
    [reference],
  ],
  [
    'creates long after the freeze',
    gatewayAskedBetweenCreates,
    run({
      frozen: [{ fromMs: beginMs - 90_000, toMs: beginMs - 60_000 }],
      requests: madeRequests(reference, [
        { step: 'create', status: 500 },
        { step: 'create', status: 201 },
      ]),
    }),
    [reference],
  ],
  [
    'two accepted process calls',
    processAcceptedOnce,
    run({
      requests: madeRequests(reference, [
        { step: 'process', status: 200 },
        { step: 'read', status: 200 },
        { step: 'process', status: 201 },
      ]),
    }),
    [reference],
  ],
  [
    'a card number in a history',
    secretsStayIn,
    run({ secrets: { findings: [{ secret: 'card', form: 'base64', where: 'history of b1' }], missed: [], places: 9 } }),
    [undefined],
  ],
  ['a search that finds nothing anywhere', secretsStayIn, run({ secrets: { findings: [], missed: ['card'], places: 9 } }), [undefined]],
  ['no search', secretsStayIn, run({ secrets: { findings: [], missed: [], places: 0 } }), [undefined]],
];

test.each(caught)('%s breaks "%s"', async (_, claim, evidence, references) => {
  expect(await breachesOf(claim, evidence)).toEqual(references);
});

test('each of these claims is shown to hold and to be broken', () => {
  const says = (cases: readonly (readonly [string, Claim, ...unknown[]])[]) => [...new Set(cases.map(([, claim]) => claim.says))].sort();
  expect(says(caught)).toEqual(says(held));
});
