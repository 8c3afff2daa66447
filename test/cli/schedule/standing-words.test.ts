import { standingWords } from '../../../src/cli/schedule/standing-words';
import type { PayCalendar } from '../../../src/domain/pay-calendar';

const calendar: PayCalendar = {
  rule: { kind: 'monthly', days: [25] },
  at: '09:00',
  timezone: 'Pacific/Auckland',
  shift: 'none',
  weekend: [6, 7],
  holidays: [],
};

test('when a payroll is asked next is told by its own clock, whatever zone this machine stands in', () => {
  const nextTimes = [new Date('2026-11-21T20:00:00Z')];
  const schedule = { isPaused: false, note: undefined, nextTimes, recentRuns: [], isAsWanted: true };
  expect(standingWords({ name: 'staff', calendar }, { state: 'active', schedule })).toBe(
    'staff is active in Temporal, which asks next on Sun 22 Nov 2026 at 09:00 Pacific/Auckland whether to pay',
  );
});
