import { scheduleOf } from '../../../src/cli/schedule/schedule-of';
import type { PayCalendar } from '../../../src/domain/pay-calendar';

describe('what Temporal is to do for a payroll', () => {
  // The clocks of Kyiv skip the hour on 29 March 2026, a Sunday, and on no other 29 March until 2037.
  const calendar: PayCalendar = {
    rule: { kind: 'monthly', days: [29] },
    at: '03:30',
    timezone: 'Europe/Kyiv',
    shift: 'none',
    weekend: [6, 7],
    holidays: [],
  };
  const at = (now: string) => scheduleOf({ name: 'salaries', calendar }, '0a1b2c3d', new Date(now));

  test('an hour that stood in for a skipped one may stay once that day has gone by', () => {
    expect(at('2026-01-10T00:00:00Z')).toMatchObject({ fireTimes: ['03:30', '04:30'] });
    expect(at('2026-11-10T00:00:00Z')).toMatchObject({ fireTimes: ['03:30'], formerFireTimes: ['03:30', '04:30'] });
  });
});
