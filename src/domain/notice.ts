/** How a notice ended. `gone`: its receiver wants no more; `given_up`: tried for days; `too_old`: nobody tried in time. */
export type NoticeEnd = 'delivered' | 'gone' | 'given_up' | 'too_old';

/** What a notice may be about. The words are part of what a receiver sees (`payrun.batch.finished`): chosen once, never renamed. */
export type NoticeKind =
  | 'approval_needed'
  | 'approval_expired'
  | 'breaker_open'
  | 'breaker_closed'
  | 'failures_over_limit'
  | 'balance_low'
  | 'batch_finished'
  | 'rows_unknown'
  | 'rows_reversed'
  | 'payroll_refused'
  | 'payroll_missed'
  | 'payroll_changed'
  | 'payroll_unknown'
  | 'payroll_file_left';

export type NoticeValue = string | number | boolean | readonly NoticeValue[] | Readonly<{ [name: string]: NoticeValue }>;

/** Ids, counts, sums by currency as decimal text, causes and line numbers: never a name, an account, a recipient or a reference. */
export type NoticeDetails = Readonly<Record<string, NoticeValue>>;
