import type { PeriodChange } from '../../src/payroll/change-since';
import { shareOfChange } from '../../src/payroll/share-of-change';

const totals = [{ currency: 'USD', beforeMinor: 2_000n, afterMinor: 2_020n }];
const none: PeriodChange = { before: 3, after: 3, added: 0, removed: 0, changed: 0, detailsChanged: 0, totals };

test('people who came, went or are paid elsewhere count alike, and a sum where it has changed more', () => {
  expect(shareOfChange(none)).toBeCloseTo(0.01);
  expect(shareOfChange({ ...none, added: 1, removed: 1 })).toBeCloseTo(2 / 3);
  expect(shareOfChange({ ...none, detailsChanged: 1 })).toBeCloseTo(1 / 3);
  expect(shareOfChange({ ...none, added: 1, detailsChanged: 2 })).toBe(1);
});

test('a currency that was not there before is above any limit, and one that is gone is its whole sum', () => {
  const gone = { currency: 'USD', beforeMinor: 2_000n, afterMinor: 0n };
  expect(shareOfChange({ ...none, totals: [gone] })).toBe(1);
  expect(shareOfChange({ ...none, totals: [gone, { currency: 'EUR', beforeMinor: 0n, afterMinor: 1n }] })).toBe(Number.POSITIVE_INFINITY);
});

test('the smallest change of the largest sum is a change, and a share is never told smaller than it is', () => {
  const sum = (beforeMinor: bigint, afterMinor: bigint) =>
    shareOfChange({ ...none, totals: [{ currency: 'USD', beforeMinor, afterMinor }] });
  expect(sum(999_999_999_999_999n, 999_999_999_999_998n)).toBeGreaterThan(0);
  expect(sum(10_000_000_000n, 12_000_000_001n)).toBeGreaterThan(0.2);
  expect(sum(10_000_000_000n, 12_000_000_000n)).toBe(0.2);
  expect(sum(10_000_000_000n, 10_000_000_000n)).toBe(0);
});

test('accounts that nobody can compare are above any limit', () => {
  expect(shareOfChange({ ...none, detailsChanged: 'unknown' })).toBe(Number.POSITIVE_INFINITY);
});
