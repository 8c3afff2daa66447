import { madeUpCalendar, ordinaryCalendar } from '../../../../src/cli/local/payroll-demo/demo-calendar';
import { payDatesAt, payDatesBetween } from '../../../../src/payroll/calendar/pay-dates';

const now = new Date('2026-11-25T09:00:00.400Z');
const runsOf = (...periods: readonly string[]) => periods.map((period) => ({ period }));

describe('the calendar of the demonstration', () => {
  test.each([
    [[], '2026-12-01'],
    [['2026-12', '2027-03', '2027-01'], '2027-04-01'],
    [['2027-03-bonus', '2027-02'], '2027-04-01'],
    [['2024-05', 'extra'], '2026-12-01'],
  ])('after runs of %j begins on %s', (periods, starts) => {
    expect(ordinaryCalendar(runsOf(...periods), now).starts).toBe(starts);
  });

  test('pays four months of made-up time, which begins on a whole second and soon', () => {
    const calendar = madeUpCalendar(ordinaryCalendar([], now), now);
    const dates = payDatesBetween(calendar, calendar.starts, calendar.ends);
    expect(dates.map(({ period }) => period)).toEqual(['2026-12', '2027-01', '2027-02', '2027-03']);
    expect(calendar.madeUp).toEqual({ from: '2026-11-25T09:00:09.000Z', everySeconds: 20 });
  });

  test('has no pay date of its own at the moment at which it ends, so that whatever fires then pays nothing', () => {
    for (let day = 1; day <= 31; day += 1) {
      for (const hour of ['00', '09', '23']) {
        const moment = new Date(`2026-12-${String(day).padStart(2, '0')}T${hour}:00:00Z`);
        expect(payDatesAt(ordinaryCalendar([], moment), moment)).toEqual([]);
      }
    }
  });
});
