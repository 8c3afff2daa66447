import type { PayCalendar } from '../../src/domain/pay-calendar';

const everyDay = { at: '09:00', timezone: 'UTC', shift: 'none', weekend: [], holidays: [] } as const;

/** Pays on the 25th at 09:00, on whatever day that is. */
export const monthlyOn25: PayCalendar = { ...everyDay, rule: { kind: 'monthly', days: [25] } };

/** Where it is day now: no test that takes a minute meets the end of a day there. Chosen once a test file. */
const isMorning = new Date().getUTCHours() < 12;
const [timezone, aheadMs] = isMorning ? ['Etc/GMT-6', 6 * 3_600_000] : ['Etc/GMT+6', -6 * 3_600_000];
const thereNow = (): string => new Date(Date.now() + aheadMs).toISOString();

/** Pays every day, at the last full minute: a run that starts now pays `today()`. */
export const dailyNow = (): PayCalendar => ({
  ...everyDay,
  timezone,
  rule: { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7] },
  at: thereNow().slice(11, 16),
});

/** The day of a payroll that pays `dailyNow()`, which is its period. */
export const today = (): string => thereNow().slice(0, 10);
