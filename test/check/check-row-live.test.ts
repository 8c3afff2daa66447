import { checkRowLive } from '../../src/check/check-row-live';
import type { LiveRules, LiveService } from '../../src/check/live-rules';
import type { PayoutRow } from '../../src/domain/payout';
import type { FieldRule } from '../../src/gateway/service-fields';

const field = (key: string, more: Partial<FieldRule> = {}): FieldRule => ({
  key,
  label: `The ${key}`,
  required: false,
  pattern: undefined,
  patternProblem: undefined,
  example: undefined,
  ...more,
});
const rulesFor = (more: Partial<LiveService> = {}): LiveRules => ({
  mode: 'test',
  services: [
    {
      service: 'card',
      currency: 'USD',
      standing: 'offered',
      amountMinMinor: '100',
      amountMaxMinor: '5000',
      fields: [field('card_number', { required: true, pattern: '^\\d{12,19}$', example: '4111111111111111' }), field('note')],
      ...more,
    },
  ],
});
const row = (fields: Readonly<Record<string, string>>, more: Partial<PayoutRow> = {}): PayoutRow => ({
  line: 7,
  service: 'card',
  currency: 'USD',
  amountMinor: 1_000n,
  details: { fields },
  ...more,
});
const good = { card_number: '5123817234060000' };

test('a row that keeps every rule has no issue', () => {
  expect(checkRowLive(row({ ...good, note: 'x' }), rulesFor())).toEqual([]);
});

test.each([[{}], [{ card_number: '' }]])('a required field must be there: %j', (fields) => {
  expect(checkRowLive(row(fields), rulesFor())).toEqual([
    {
      code: 'field_missing',
      line: 7,
      column: 'fields.card_number',
      expected: 'The card_number',
      got: 'nothing',
      fix: 'card cannot be paid without it.',
    },
  ]);
});

test('a value that does not fit is told without being shown', () => {
  const issues = checkRowLive(row({ card_number: '5123 8172 3406 0000' }), rulesFor());
  expect(issues).toMatchObject([{ code: 'field_pattern', column: 'fields.card_number', got: '19 characters' }]);
  expect(JSON.stringify(issues)).not.toContain('5123');
});

test('a field that the service does not have is refused, unless its cell is empty', () => {
  expect(checkRowLive(row({ ...good, iban: '' }), rulesFor())).toEqual([]);
  expect(checkRowLive(row({ ...good, iban: 'GB33BUKB20201555555555' }), rulesFor())).toMatchObject([
    { code: 'field_unknown', column: 'fields.iban', expected: 'one of card_number, note', got: '22 characters' },
  ]);
});

test('a service without fields takes none, and one that says nothing about them is not held to any', () => {
  expect(checkRowLive(row(good), rulesFor({ fields: [] }))).toMatchObject([{ code: 'field_unknown' }]);
  expect(checkRowLive(row(good), rulesFor({ fields: undefined }))).toEqual([]);
});

test.each([
  [99n, 'amount_below_min', 'at least 1.00 USD', '0.99 USD'],
  [5_001n, 'amount_above_max', 'at most 50.00 USD', '50.01 USD'],
])('an amount of %s cents: %s', (amountMinor, code, expected, got) => {
  expect(checkRowLive(row(good, { amountMinor }), rulesFor())).toMatchObject([{ code, column: 'amount', expected, got }]);
});

test.each([100n, 5_000n])('an amount of %s cents is at the edge, and fine', (amountMinor) => {
  expect(checkRowLive(row(good, { amountMinor }), rulesFor())).toEqual([]);
});

test('all that is wrong with a row is told at once', () => {
  const codes = checkRowLive(row({ card_number: 'x', iban: 'y' }, { amountMinor: 1n }), rulesFor()).map(({ code }) => code);
  expect(codes).toEqual(['amount_below_min', 'field_pattern', 'field_unknown']);
});

test('a service that cannot be used is the only issue of its row', () => {
  expect(checkRowLive(row({}, { amountMinor: 1n }), rulesFor({ standing: 'inactive' }))).toMatchObject([
    { code: 'service_inactive', column: 'service', got: 'card' },
  ]);
});

test('rules that were learnt without a row do not let it pass', () => {
  expect(() => checkRowLive(row(good, { currency: 'EUR' }), rulesFor())).toThrow(/line 7/);
});
