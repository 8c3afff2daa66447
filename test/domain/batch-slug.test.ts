import { batchSlug } from '../../src/domain/batch-slug';

test.each([
  ['payroll.csv', 'payroll'],
  ['C:\\pay\\Löhne März.csv', 'lohne-marz'],
  ['a.b.csv', 'a-b'],
  ['給与.csv', 'file'],
  ['', 'file'],
  ['.csv', 'file'],
  ['--x--.csv', 'x'],
  [`${'a'.repeat(24)}.csv`, 'a'.repeat(24)],
  [`${'a'.repeat(25)}.csv`, 'a'.repeat(24)],
  [`${'a'.repeat(23)} b.csv`, 'a'.repeat(23)],
  ['run-20261231.csv', 'run-20261231'],
  ['ann-4111111111111111.csv', 'ann'],
])('%s is %s', (fileName, slug) => {
  expect(batchSlug(fileName)).toBe(slug);
});
