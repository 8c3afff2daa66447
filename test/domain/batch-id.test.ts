import fc from 'fast-check';
import { type BatchIdentity, batchId } from '../../src/domain/batch-id';

const batch: BatchIdentity = {
  fileName: '/home/ann/Payroll Dec 2026.csv',
  period: '2026-12',
  address: 'sandbox',
  account: 'coma_1',
  mode: 'test',
  contentHash: 'ab'.repeat(32),
};

test('a batch is named by its file, period and eight digits of a hash', () => {
  expect(batchId(batch)).toMatch(/^payroll-dec-2026-2026-12-[0-9a-f]{8}$/);
  expect(batchId({ ...batch, period: undefined })).toMatch(/^payroll-dec-2026-[0-9a-f]{8}$/);
});

test.each([
  ['wages-2026-12.csv', /^wages-2026-12-[0-9a-f]{8}$/],
  ['Wages 2026-12.csv', /^wages-2026-12-[0-9a-f]{8}$/],
  ['2026-12.csv', /^2026-12-[0-9a-f]{8}$/],
  ['wages-12026-12.csv', /^wages-12026-12-2026-12-[0-9a-f]{8}$/],
  ['wages-2026-11.csv', /^wages-2026-11-2026-12-[0-9a-f]{8}$/],
])('the batch of a file that is named by its period, %s, has the period once', (fileName, id) => {
  expect(batchId({ ...batch, fileName })).toMatch(id);
});

test.each([
  ['period', '2027-01'],
  ['address', 'https://gateway.example'],
  ['account', 'coma_2'],
  ['mode', 'live'],
  ['contentHash', 'cd'.repeat(32)],
] as const)('another %s is another batch', (key, value) => {
  expect(batchId({ ...batch, [key]: value }).slice(-8)).not.toBe(batchId(batch).slice(-8));
});

test('a file that was only renamed keeps the hash', () => {
  expect(batchId({ ...batch, fileName: 'copy.csv' })).toBe(`copy-2026-12-${batchId(batch).slice(-8)}`);
});

test('any file name gives an id of small letters, digits and hyphens', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (fileName) => {
      expect(batchId({ ...batch, fileName })).toMatch(/^[a-z0-9](?:-?[a-z0-9])*-2026-12-[0-9a-f]{8}$/);
    }),
  );
});
