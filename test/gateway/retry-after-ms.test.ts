import { limits } from '../../src/domain/limits';
import { retryAfterMs } from '../../src/gateway/retry-after-ms';

const nowMs = Date.parse('2026-03-01T12:00:00Z');

test.each([
  ['0', 0],
  ['3', 3_000],
  [' 2 ', 2_000],
  ['1.5', 1_500],
  [String(limits.retryAfterMaxMs / 1_000), limits.retryAfterMaxMs],
  [String(limits.retryAfterMaxMs / 1_000 + 1), limits.retryAfterMaxMs],
  ['999999999999', limits.retryAfterMaxMs],
  ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ['Sun, 01 Mar 2027 12:00:00 GMT', limits.retryAfterMaxMs],
  ['-5', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j waits %s ms', (header, waitMs) => {
  expect(retryAfterMs(header, undefined, nowMs)).toBe(waitMs);
});

test("a date counts from the gateway's own clock where the answer shows it", () => {
  expect(retryAfterMs('Sun, 01 Mar 2026 13:00:10 GMT', 'Sun, 01 Mar 2026 13:00:00 GMT', nowMs)).toBe(10_000);
});
