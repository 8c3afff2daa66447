/** A day of the calendar without hour or zone, `2026-11-25`. Text order is date order. */
export type PlainDate = string;

/** Which days are pay days before any shift. Weekdays are 1 (Monday) to 7. `cron`: its fields for day, month and weekday. */
export type PayRule =
  | Readonly<{ kind: 'monthly'; days: readonly (number | 'last')[] }>
  | Readonly<{ kind: 'weekly'; weekdays: readonly number[] }>
  | Readonly<{ kind: 'cron'; days: string }>;

export type Holiday = Readonly<{ date: PlainDate; name: string }>;

/** For a demonstration through the sandbox, and nothing else: from this moment (ISO 8601) on one pay date comes so many seconds after the other. */
export type MadeUpTime = Readonly<{ from: string; everySeconds: number }>;

/** When a payroll is paid. Whole as it is stored: nothing of it is looked up again, so its dates never move by themselves. */
export type PayCalendar = Readonly<{
  rule: PayRule;
  /** The hour on the wall of `timezone`, `09:00`. */
  at: string;
  timezone: string;
  /** Where a pay day goes that is no business day. */
  shift: 'previous' | 'next' | 'none';
  /** Days of the week without business, 1 (Monday) to 7. */
  weekend: readonly number[];
  holidays: readonly Holiday[];
  /** The first and the last unshifted pay day. */
  starts?: PlainDate;
  ends?: PlainDate;
  /** Moves the moments of its pay dates, their days and periods stay. Only between `starts` and `ends`. */
  madeUp?: MadeUpTime;
}>;
