import { limits } from '../../src/domain/limits';
import { roundSleepMs } from '../../src/workflows/round-sleep';

const held = (held: readonly string[], nextProbeInMs?: number, neverSent = 1) => ({
  held,
  open: 3,
  neverSent,
  ...(nextProbeInMs !== undefined && { nextProbeInMs }),
});

test('rounds that change nothing are ever further apart, up to an hour', () => {
  const sleeps = [0, 1, 2, 9, 50].map((idleRounds) => roundSleepMs(held([]), idleRounds, true));
  expect(sleeps).toEqual([5_000, 10_000, 20_000, 2_560_000, limits.roundSleepMaxMs]);
});

test('a round comes when the account’s probe is due', () => {
  expect(roundSleepMs(held(['trouble'], 40_000), 9, true)).toBe(40_000);
  expect(roundSleepMs(held(['trouble', 'unavailable'], 0), 9, true)).toBe(limits.probeSleepMinMs);
});

test('a probe that this batch may not send does not keep it awake', () => {
  expect(roundSleepMs(held(['paused', 'trouble'], 0), 9, true)).toBe(limits.heldRoundSleepMaxMs);
  expect(roundSleepMs(held(['trouble'], 0), 9, false)).toBe(limits.heldRoundSleepMaxMs);
});

test('a batch that waits for approval is not looked at often, unless some of it was sent', () => {
  expect(roundSleepMs(held(['approval'], undefined, 3), 9, true)).toBe(limits.approvalLookAgainMs);
  expect(roundSleepMs(held(['approval'], undefined, 2), 9, true)).toBe(limits.heldRoundSleepMaxMs);
});
