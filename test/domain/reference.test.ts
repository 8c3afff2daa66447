import { batchSlug } from '../../src/domain/batch-slug';
import { limits } from '../../src/domain/limits';
import { periodProblem } from '../../src/domain/period';
import { referenceProblem } from '../../src/domain/reference';

test.each([
  'emp-0001',
  'a5c22bfb-04c1-4dbf-8b46-9753bf1f6570',
  '1203515',
  'A.b_c:9',
  '1798761600000',
  'x-r2-y',
  'x-r',
  'emp4111111111111112',
  'f4111111111111111e',
  'dept-4512-2026-11-00123',
])('"%s" is a reference', (reference) => {
  expect(referenceProblem(reference, undefined)).toBeUndefined();
});

test.each([
  ['x-r2', 'reference_suffix'],
  ['x-R12', 'reference_suffix'],
  ['ann@example.com', 'reference_personal'],
  ['4111111111111111', 'reference_personal'],
  ['5123-8172-3406-0000', 'reference_personal'],
  ['DE89370400440532013000', 'reference_personal'],
  ['gb29:NWBK6016:1331926819', 'reference_personal'],
  ['emp-4111111111111111', 'reference_personal'],
  ['salary_DE89370400440532013000_12', 'reference_personal'],
  ['emp4111111111111111', 'reference_personal'],
  ['2026-12_4111111111111111x', 'reference_personal'],
  ['emp-4111-1111-1111-1111-dec', 'reference_personal'],
  ['a b', 'reference_characters'],
  ['-a', 'reference_characters'],
  ['ä', 'reference_characters'],
  ['a/b', 'reference_characters'],
  ['a\n', 'reference_characters'],
])('"%s" is refused as %s', (reference, code) => {
  expect(referenceProblem(reference, undefined)).toMatchObject({ code });
});

test('the longest reference leaves room for its period and for retries', () => {
  expect(referenceProblem('a'.repeat(60), undefined)).toBeUndefined();
  expect(referenceProblem('a'.repeat(61), undefined)).toMatchObject({ code: 'reference_length' });
  expect(referenceProblem('a'.repeat(52), '2026-12')).toBeUndefined();
  expect(referenceProblem('a'.repeat(53), '2026-12')).toMatchObject({ code: 'reference_length' });
  expect(limits.rootReferenceCharactersMax + '-r99'.length).toBe(limits.referenceCharactersMax);
});

test('a reference made of batch and line is never too long', () => {
  const slug = batchSlug('a'.repeat(100));
  const longest = `${slug}-${'p'.repeat(limits.periodCharactersMax)}-01234567-${limits.fileRowsMax}`;
  expect(longest.length).toBeLessThanOrEqual(limits.rootReferenceCharactersMax);
});

test.each(['2026-12', '2026-w51', '2026-12-bonus', '202612', 'a'.repeat(16)])('"%s" is a period', (period) => {
  expect(periodProblem(period)).toBeUndefined();
});

test.each([
  ['', 'period_characters'],
  ['2026-Dec', 'period_characters'],
  ['2026/12', 'period_characters'],
  ['-2026', 'period_characters'],
  ['2026-12\n', 'period_characters'],
  ['a'.repeat(17), 'period_length'],
  ['2026-r2', 'period_suffix'],
  ['r2', 'period_suffix'],
  ['4111111111111111', 'period_personal'],
])('"%s" is refused as a period: %s', (period, code) => {
  expect(periodProblem(period)).toMatchObject({ code });
});
