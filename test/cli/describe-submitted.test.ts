import { describeSubmitted } from '../../src/cli/describe-submitted';
import { formArguments } from '../../src/cli/form-options';
import type { Batch } from '../../src/store/batch';

const storedAt = new Date('2026-11-21T03:00:00Z');
const batchOf = (change: Partial<Batch>) =>
  ({ id: 'pay-1', period: '', state: 'finished', submittedBy: 'ann', storedAt, claimedAt: storedAt, ...change }) as Batch;
const again = 'payrun submit pay.csv --period 2026-12';
const described = (change: Partial<Batch>, openRows = 0) =>
  describeSubmitted({ batch: batchOf(change), isAttached: true, openRows }, again);

test('a file that was paid for a period is paid for another one by its period alone', () => {
  expect(described({ period: '2026-11' })).toMatch(/for period 2026-11 by ann .*: payrun submit pay.csv --period 2026-12$/s);
});

test('a file that was paid without a period wants a person to say that it may be paid again', () => {
  expect(described({})).toMatch(/: payrun submit pay.csv --period 2026-12 --duplicates allow$/);
});

test('a batch with rows whose end nobody knows is not said how to be paid again', () => {
  expect(described({}, 3)).toMatch(/but for 3 rows that may still be paid: do not pay them again\.$/);
  expect(described({}, 1)).toMatch(/but for 1 row that may still be paid: do not pay it again\.$/);
});

test('a batch that still runs is not said how to be paid again', () => {
  expect(described({ state: 'running' })).not.toContain('--period');
});

test('a file in another form is paid again with the options that say so', () => {
  expect(formArguments({ encoding: 'windows-1252', delimiter: ';' })).toBe(' --encoding windows-1252 --delimiter ";"');
  expect(formArguments({ encoding: 'utf-8', delimiter: 'tab' })).toBe(' --delimiter tab');
  expect(formArguments({ encoding: 'utf-8', delimiter: ',' })).toBe('');
});
