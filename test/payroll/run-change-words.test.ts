import { runChange } from '../../src/payroll/run-change';
import { runChangeWords } from '../../src/payroll/run-change-words';

const change = {
  before: 3,
  after: 4,
  added: 1,
  removed: 0,
  changed: 0,
  totals: [{ currency: 'USD', before: '1000.00', after: '1200.00' }],
};
const wordsOf = (details: Readonly<Record<string, unknown>>) => {
  const read = runChange({ details });
  return read && runChangeWords(read, (amount) => amount.replace('.00', ''));
};

test('what has changed is told in counts and sums, and nothing of what has not', () => {
  expect(wordsOf({ change: { ...change, detailsChanged: 2 }, isMuchChanged: true })).toBe(
    'changed by more than its limit since the period before: people 3 → 4 (1 added, 2 paid in another way or to another account), USD 1000 → 1200',
  );
});

test('accounts that were not compared are told of, and are never told as unchanged', () => {
  expect(wordsOf({ change: { ...change, detailsChanged: 'unknown' }, isMuchChanged: false })).toBe(
    'changed since the period before: people 3 → 4 (1 added), USD 1000 → 1200, accounts not compared: the file of the period before cannot be opened',
  );
});

test('a run that was kept before accounts were compared is told as it was, and the first run has changed nothing', () => {
  expect(wordsOf({ change, isMuchChanged: false })).toBe('changed since the period before: people 3 → 4 (1 added), USD 1000 → 1200');
  expect(wordsOf({})).toBeUndefined();
});
