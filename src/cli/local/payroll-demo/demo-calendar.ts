import type { PayCalendar, PlainDate } from '../../../domain/pay-calendar';
import { nominalDates } from '../../../payroll/calendar/pay-rule';
import { firstOfMonth } from '../../../payroll/calendar/plain-date';
import type { PayrollRun } from '../../../store/payrolls/payroll';

/** How long a made-up month lasts, how many come, and how long after the start the first one does. */
const everySeconds = 20;
const periods = 4;
const leadMs = 8_000;

const holidayYears = 6;

/**
 * An ordinary calendar, with a holiday, so that a shift is seen. It begins after the last month that was run, and with the next one at the
 * earliest, so that nothing that fires today is near one of its own pay dates.
 */
export function ordinaryCalendar(runs: readonly Pick<PayrollRun, 'period'>[], now: Date): PayCalendar & Readonly<{ starts: PlainDate }> {
  const months = runs.map(({ period }) => /^\d{4}-\d{2}/.exec(period)?.[0]).filter((month) => month !== undefined);
  const last = [now.toISOString().slice(0, 7), ...months].sort().at(-1);
  const starts = firstOfMonth(`${last}-01`, 1);
  const year = Number(starts.slice(0, 4));
  return {
    rule: { kind: 'monthly', days: [25] },
    at: '09:00',
    timezone: 'UTC',
    shift: 'previous',
    weekend: [6, 7],
    holidays: Array.from({ length: holidayYears }, (_, years) => ({ date: `${year + years}-12-25`, name: 'Christmas Day' })),
    starts,
  };
}

/** The same calendar in made-up time: its first pay dates, one soon after the other. A schedule fires on whole seconds. */
export function madeUpCalendar(ordinary: ReturnType<typeof ordinaryCalendar>, now: Date) {
  const { rule, starts } = ordinary;
  const ends = nominalDates(rule, starts, firstOfMonth(starts, periods)).at(periods - 1) ?? starts;
  const from = new Date(Math.ceil((now.getTime() + leadMs) / 1_000) * 1_000).toISOString();
  return { ...ordinary, ends, madeUp: { from, everySeconds } } satisfies PayCalendar;
}
