import { skippedRowsMax } from '../../src/domain/problem-policy';

test.each([
  ['0', 1_000, 0],
  ['10', 3, 10],
  ['2%', 49, 0],
  ['2%', 50, 1],
  ['2.5%', 1_000, 25],
  ['0.01%', 2_000_000, 200],
  ['100%', 7, 7],
])('at most %s of %i rows are %i', (limit, rows, most) => expect(skippedRowsMax(limit, rows)).toBe(most));

test.each(['', '-1', '1.5', '2 %', '101%', '100.01%', '2.555%', '%', 'all', '12345678'])('"%s" is no limit', (limit) =>
  expect(skippedRowsMax(limit, 100)).toBeUndefined(),
);
