import { rootReference } from '../../src/domain/root-reference';

const place = { batchId: 'payroll-2026-12-0123abcd', line: 7 };

test('a row’s key is the file’s own reference, with the period if there is one', () => {
  expect(rootReference({ ...place, fileReference: 'emp-1', period: '2026-12' })).toBe('emp-1-2026-12');
  expect(rootReference({ ...place, fileReference: 'emp-1', period: undefined })).toBe('emp-1');
});

test('a row without a reference is named by batch and line', () => {
  expect(rootReference({ ...place, fileReference: undefined, period: '2026-12' })).toBe('payroll-2026-12-0123abcd-7');
});
