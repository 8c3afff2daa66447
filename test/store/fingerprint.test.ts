import { createSecretKey } from 'node:crypto';
import { fingerprint } from '../../src/store/fingerprint';

const key = createSecretKey(Buffer.alloc(32, 1));
const row = { service: 'card', currency: 'USD', amountMinor: 1_000n, details: { fields: { account: '4000', name: 'José' } } };
const of = (change: Partial<typeof row> | { details: { fields: Record<string, string> } }) =>
  fingerprint({ ...row, ...change }, key).toString('hex');
const withFields = (fields: Record<string, string>) => of({ details: { fields } });

test.each([
  ['the order of its fields', withFields({ name: 'José', account: '4000' })],
  ['space around a value', withFields({ account: ' 4000 ', name: 'José\t' })],
  ['an empty field', withFields({ account: '4000', name: 'José', branch: ' ' })],
  ['how an accent is written', withFields({ account: '4000', name: 'Jose\u0301' })],
])('a payment is the same whatever %s', (_, other) => {
  expect(other).toBe(of({}));
});

test.each([
  ['service', of({ service: 'sepa' })],
  ['currency', of({ currency: 'EUR' })],
  ['amount', of({ amountMinor: 1_001n })],
  ['recipient', withFields({ account: '4001', name: 'José' })],
  ['field', withFields({ account: '4000' })],
  ['name of a field', withFields({ iban: '4000', name: 'José' })],
  ['split of key and value', withFields({ account4: '000', name: 'José' })],
])('another %s is another payment', (_, other) => {
  expect(other).not.toBe(of({}));
});

// Stored for good: if this value changes, every payment made before passes as new.
test('the fingerprint of a payment never changes', () => {
  expect(of({})).toBe('2dff7aef9089099757dade875ceb032bad5c6cd22a98f517a09bf023c50bd8db');
});
