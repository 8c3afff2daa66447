import type { PayCalendar } from '../../src/domain/pay-calendar';

const everyDay = { at: '09:00', timezone: 'UTC', shift: 'none', weekend: [], holidays: [] } as const;

/** Pays on the 25th at 09:00, on whatever day that is. */
export const monthlyOn25: PayCalendar = { ...everyDay, rule: { kind: 'monthly', days: [25] } };

/** Pays every day, at the last full minute: a run that starts now pays today. */
export const dailyNow = (): PayCalendar => ({
  ...everyDay,
  rule: { kind: 'weekly', weekdays: [1, 2, 3, 4, 5, 6, 7] },
  at: new Date().toISOString().slice(11, 16),
});
