import { exitCodeOfSummary } from '../../src/cli/exit-code-of-summary';
import { outcomes } from '../../src/domain/outcome';

const summary = (counts: readonly string[], more: Readonly<{ openRows?: number; paidBeforeBatchRows?: number }> = {}) => ({
  openRows: 0,
  paidBeforeBatchRows: 0,
  ...more,
  counts: outcomes.flatMap((outcome) => (counts.includes(outcome) ? [{ outcome, rows: 1 }] : [])),
});

test('all paid is 0', () => expect(exitCodeOfSummary(summary(['paid']))).toBe(0));

test.each(['partially_paid', 'rejected', 'failed', 'reversed', 'not_attempted'])('one row %s beside paid ones is 3', (outcome) => {
  expect(exitCodeOfSummary(summary(['paid', outcome]))).toBe(3);
});

test('a row that was paid before this batch is 3', () => expect(exitCodeOfSummary(summary(['paid'], { paidBeforeBatchRows: 1 }))).toBe(3));

test('an unknown row is 4, whatever the others are', () => expect(exitCodeOfSummary(summary(['paid', 'rejected', 'unknown']))).toBe(4));

test('an open row is 4: it may still be paid', () =>
  expect(exitCodeOfSummary(summary(['paid', 'not_attempted'], { openRows: 1 }))).toBe(4));
