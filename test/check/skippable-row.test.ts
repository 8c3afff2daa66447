import { LocalRules } from '../../src/check/local-rules';
import { skippableRecord, skippableRow } from '../../src/check/skippable-row';
import type { RowIssue } from '../../src/domain/row-issue';

const account = '4111111111111111';
const whole = {
  reference_id: 'emp-1',
  service: 'card',
  currency: 'USD',
  amount: '12.50',
  'fields.card_number': account,
  'customer.reference_id': 'c-1',
  'customer.name': 'Ada Example',
  'customer.email': 'ada@example.com',
};

/** What is kept of a row with these cells, in place of right ones; undefined if it cannot be left out. */
function kept(wrong: Readonly<Record<string, string>>) {
  const cells = new Map(Object.entries({ ...whole, ...wrong }).filter(([, text]) => text !== ''));
  const checked = new LocalRules(undefined).check({ line: 7, cells, columns: new Set(Object.keys(whole)) });
  if (checked.ok) throw new Error('nothing is wrong with it');
  return skippableRecord(7, cells, checked.issues);
}

test('a row with a wrong cell keeps what the report needs, masked, and its first problem', () => {
  expect(kept({ 'customer.email': 'ada' })).toEqual({
    line: 7,
    fileReference: 'emp-1',
    service: 'card',
    currency: 'USD',
    amountMinor: 1250n,
    recipient: '****1111',
    problem: 'email_form',
    problemField: 'customer.email',
    problemDetail: 'expected one e-mail address, got 3 letters',
  });
});

test.each([
  [{ reference_id: account }],
  [{ reference_id: 'ada@example.com' }],
  [{ service: account, 'customer.email': 'x' }],
  [{ service: `${account} ` }],
  [{ 'customer.name': '\u0000' }],
])('no account, name or address is kept of %j', (wrong) => {
  const row = kept(wrong);
  expect(row).toMatchObject({ line: 7, amountMinor: 1250n });
  expect(Object.values(row ?? {}).join(' ')).not.toMatch(/41111111|Ada|@/);
});

test.each([
  [{ amount: '' }],
  [{ amount: '12,50' }],
  [{ amount: '0.00' }],
  [{ amount: '1.005' }],
  [{ currency: 'usd' }],
  [{ currency: '' }],
])('a row with %j cannot be left out', (wrong) => expect(kept(wrong)).toBeUndefined());

test('a row that only the gateway refuses loses its details, and a service that may be an account', () => {
  const issue: RowIssue = { code: 'service_unknown', line: 7, column: 'service', expected: 'a service', got: '16 digits', fix: 'f.' };
  const row = { line: 7, service: account, currency: 'USD', amountMinor: 1n, details: { fields: { card_number: account } } };
  expect(skippableRow(row, issue)).toEqual({
    line: 7,
    service: '',
    currency: 'USD',
    amountMinor: 1n,
    recipient: '****1111',
    problem: 'service_unknown',
    problemField: 'service',
    problemDetail: 'expected a service, got 16 digits',
  });
});
