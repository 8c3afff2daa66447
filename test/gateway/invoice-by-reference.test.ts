import { invoiceByReference } from '../../src/gateway/invoice-by-reference';
import { invoiceDocument } from './invoice-document';

const find = (json: unknown, referenceId = 'emp-1') => invoiceByReference(json, { referenceId, currency: 'USD', testMode: true });
const row = (reference_id: unknown, id: string, more: Readonly<Record<string, unknown>> = {}) =>
  invoiceDocument({ reference_id, ...more }, id);

test.each([
  ['a list', { data: [row('emp-1', 'cpoi_1')] }],
  ['an object', { data: row('emp-1', 'cpoi_1') }],
  ['a list with looser matches', { data: [row('emp-10', 'cpoi_9'), row('emp-1', 'cpoi_1'), row('EMP-1', 'cpoi_8')] }],
  ['a page of others', { data: [row('other', 'cpoi_9'), row('emp-1', 'cpoi_1')], links: { next: '/api/payout-invoices?after=cpoi_1' } }],
  ['the same invoice twice', { data: [row('emp-1', 'cpoi_1'), row('emp-1', 'cpoi_1')] }],
  ['one of each mode', { data: [row('emp-1', 'cpoi_9', { test_mode: false }), row('emp-1', 'cpoi_1')] }],
])('our invoice is found in %s', (_, json) => {
  expect(find(json)).toMatchObject({ kind: 'ok', body: { id: 'cpoi_1', referenceId: 'emp-1' } });
});

test.each([
  ['an empty list', { data: [] }],
  ['null', { data: null }],
  ['an empty object', { data: {} }],
  ['a bare empty list', []],
  ['an empty page with its links', { meta: { count: 0 }, links: { prev: '', next: '' }, data: [] }],
  ['only a longer reference', { data: [row('emp-10', 'cpoi_9')] }],
  ['only other capitals', { data: row('EMP-1', 'cpoi_9') }],
])('%s is absent', (_, json) => {
  expect(find(json)).toEqual({ kind: 'absent' });
});

test.each([
  ['a list that ignores the filter', { data: [row('other', 'cpoi_9')] }],
  ['a page of longer references with more to come', { data: [row('emp-10', 'cpoi_9')], links: { next: '/api/x?after=1' } }],
  ['a row without a reference', { data: [row(null, 'cpoi_9')] }],
  ['a row that cannot be read', { data: [row('emp-1', 'cpoi_9', { status: null })] }],
  ['a row that is no object', { data: ['emp-1'] }],
  ['two invoices of our mode', { data: [row('emp-1', 'cpoi_1'), row('emp-1', 'cpoi_2')] }],
  ['nothing', undefined],
  ['null itself', null],
  ['an error document', { errors: [] }],
])('%s says nothing about our invoice', (_, json) => {
  expect(find(json)).toEqual({ kind: 'unreadable' });
});

test('the one invoice with our reference is ours to judge even if its mode is another', () => {
  expect(find({ data: [row('emp-1', 'cpoi_1', { test_mode: false })] })).toMatchObject({ kind: 'ok', body: { testMode: false } });
});
