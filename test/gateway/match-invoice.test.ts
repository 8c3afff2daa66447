import { differencesOf } from '../../src/gateway/match-invoice';
import type { Invoice } from '../../src/gateway/payout-gateway';

const expected = {
  reference: 'emp-1',
  service: 'card',
  currency: 'USD',
  amountMinor: 1_000n,
  testMode: true,
  fields: { card_number: '5123817234060000' },
};

const invoice: Invoice = {
  id: 'cpoi_1',
  referenceId: 'emp-1',
  status: 'created',
  resolution: 'ok',
  service: 'card',
  currency: 'USD',
  amountMinor: 1_000n,
  processedAmountMinor: undefined,
  testMode: true,
  fields: { card_number: '512381******0000' },
  createdAt: undefined,
};

test('an invoice that shows what was asked for, masked, is the payout', () => {
  expect(differencesOf(invoice, expected)).toEqual([]);
});

test.each([
  ['reference', { referenceId: 'emp-2' }],
  ['reference', { referenceId: undefined }],
  ['service', { service: 'test_usd' }],
  ['currency', { currency: 'EUR' }],
  ['amount', { amountMinor: 1_001n }],
  ['amount', { amountMinor: undefined }],
  ['mode', { testMode: false }],
  ['recipient', { fields: { card_number: '512381******0001' } }],
  ['recipient', { fields: { card_number: '412381******0000' } }],
  ['recipient', { fields: { card_number: '5123817234060001' } }],
  ['recipient', { fields: { card_number: '512381......0001' } }],
  ['recipient', { fields: { card_number: '512382------0000' } }],
] as const)('another %s is a difference', (difference, change) => {
  expect(differencesOf({ ...invoice, ...change }, expected)).toEqual([difference]);
});

test.each([
  ['the service, currency and mode are left out', { service: undefined, currency: undefined, testMode: undefined }],
  ['the service is shown by its id', { service: 'comcpos_RHUGUgEnmmedR7h3' }],
  ['the recipient is left out', { fields: {} }],
  ['the recipient is shown whole', { fields: { card_number: '5123 8172 3406 0000' } }],
  ['only the end is visible', { fields: { card_number: '****0000' } }],
  ['the recipient is masked by dots', { fields: { card_number: '512381......0000' } }],
  ['the recipient is masked by hyphens', { fields: { card_number: '5123 81-- ---- 0000' } }],
  ['the recipient is masked by number signs', { fields: { card_number: '############0000' } }],
  ['the recipient is grouped by hyphens', { fields: { card_number: '5123-8172-3406-0000' } }],
  ['a field of the gateway’s own is shown', { fields: { card_brand: 'visa' } }],
] as const)('it is no difference that %s', (_, change) => {
  expect(differencesOf({ ...invoice, ...change }, expected)).toEqual([]);
});
