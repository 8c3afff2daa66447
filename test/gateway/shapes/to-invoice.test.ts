import { toInvoice } from '../../../src/gateway/shapes/to-invoice';
import { invoiceDocument } from '../invoice-document';

const read = (attributes: Readonly<Record<string, unknown>>, currency: string | undefined = 'USD') =>
  toInvoice({ data: invoiceDocument(attributes) }, currency);

test("the documents' sample is read whole", () => {
  expect(read({})).toEqual({
    id: 'cpoi_VdHYVxq4RsLEebAQ',
    referenceId: 'emp-1',
    status: 'created',
    resolution: 'ok',
    service: 'card',
    currency: 'USD',
    amountMinor: 1050n,
    processedAmountMinor: undefined,
    testMode: true,
    fields: { card_number: '512381******0000' },
    createdAt: new Date('2020-08-19T11:15:35Z'),
  });
});

test("the public API's flat answer is read too, with the service among the attributes", () => {
  const { id, attributes } = invoiceDocument({ service: 'card', status: 'processed', processed_amount: 10.5 });
  const { reference_id: _, fields: __, ...shown } = attributes;
  expect(toInvoice({ data: { id, ...shown } }, 'USD')).toMatchObject({
    id,
    referenceId: undefined,
    status: 'processed',
    service: 'card',
    processedAmountMinor: 1050n,
    fields: {},
  });
});

test.each([
  [10, 1000n],
  [10.01, 1001n],
  ['10.00', 1000n],
  ['10', 1000n],
  [1.005, undefined],
  [-1, undefined],
  ['1,000', undefined],
  [null, undefined],
  [[], undefined],
  [true, undefined],
  [1e21, undefined],
])('an amount of %j is %s cents', (amount, amountMinor) => {
  expect(read({ amount })?.amountMinor).toBe(amountMinor);
});

test("amounts are read in the invoice's own currency, whatever was asked for", () => {
  expect(read({ currency: 'JPY', amount: 1000 })).toMatchObject({ currency: 'JPY', amountMinor: 1000n });
  expect(read({ currency: 'kwd', amount: 1.234 })).toMatchObject({ currency: 'KWD', amountMinor: 1234n });
});

test('without a currency in the answer the one that was asked for counts, and without any there is no amount', () => {
  expect(read({ currency: null, amount: 10 })).toMatchObject({ currency: undefined, amountMinor: 1000n });
  const { id, attributes } = invoiceDocument({ currency: undefined });
  expect(toInvoice({ data: { id, attributes } }, undefined)).toMatchObject({ amountMinor: undefined });
});

test.each([
  [[], {}],
  [null, {}],
  ['x', {}],
  [
    { a: 1, b: null, c: ['x'], d: { e: 'f' }, g: 'h' },
    { a: '1', g: 'h' },
  ],
])('fields of %j show %j', (fields, shown) => {
  expect(read({ fields })?.fields).toEqual(shown);
});

test.each([
  [true, true],
  [false, false],
  [1, true],
  ['0', false],
  ['yes', undefined],
  [null, undefined],
])('a test mode of %j is %s', (test_mode, testMode) => {
  expect(read({ test_mode })?.testMode).toBe(testMode);
});

test.each([
  ['1597835735', '2020-08-19T11:15:35.000Z'],
  ['2020-08-19T11:15:35Z', '2020-08-19T11:15:35.000Z'],
  ['soon', undefined],
  [null, undefined],
])('a creation time of %j is %s', (created, iso) => {
  expect(read({ created })?.createdAt?.toISOString()).toBe(iso);
});

test('ids and references may be numbers', () => {
  expect(toInvoice({ data: { ...invoiceDocument({ reference_id: 42 }), id: 7 } }, 'USD')).toMatchObject({ id: '7', referenceId: '42' });
});

test('a list of one is as good as the document itself', () => {
  expect(toInvoice({ data: [invoiceDocument()] }, 'USD')?.id).toBe('cpoi_VdHYVxq4RsLEebAQ');
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['text', 'ok'],
  ['an empty object', {}],
  ['an error document', { errors: [{ status: 'x', code: '500' }] }],
  ['data of null', { data: null }],
  ['empty data', { data: [] }],
  ['two documents', { data: [invoiceDocument(), invoiceDocument()] }],
  ['no id', { data: { ...invoiceDocument(), id: null } }],
  ['an id that no database stores', { data: { ...invoiceDocument(), id: 'cpoi_\u0000' } }],
  ['an id that is a sentence', { data: { ...invoiceDocument(), id: 'paid to Ann' } }],
  ['an id that leads elsewhere', { data: { ...invoiceDocument(), id: '..' } }],
  ['no status', { data: invoiceDocument({ status: null }) }],
  ['an empty status', { data: invoiceDocument({ status: '' }) }],
  ['a number as status', { data: invoiceDocument({ status: 5 }) }],
])('%s is no invoice', (_, body) => {
  expect(toInvoice(body, 'USD')).toBeUndefined();
});

test('an id and a status are all that an invoice cannot be without', () => {
  expect(toInvoice({ data: { id: 'cpoi_1', attributes: { status: 'created' } } }, 'USD')).toEqual({
    id: 'cpoi_1',
    referenceId: undefined,
    status: 'created',
    resolution: undefined,
    service: undefined,
    currency: undefined,
    amountMinor: undefined,
    processedAmountMinor: undefined,
    testMode: undefined,
    fields: {},
    createdAt: undefined,
  });
});
