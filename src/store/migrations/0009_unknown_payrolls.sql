-- Up Migration

alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (
  kind in (
    'approval_needed', 'approval_expired', 'breaker_open', 'breaker_closed', 'failures_over_limit', 'balance_low', 'batch_finished',
    'rows_unknown', 'rows_reversed', 'payroll_refused', 'payroll_missed', 'payroll_changed', 'payroll_file_left', 'payroll_unknown'
  )
);

-- Down Migration

delete from notices where kind = 'payroll_unknown';
alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (
  kind in (
    'approval_needed', 'approval_expired', 'breaker_open', 'breaker_closed', 'failures_over_limit', 'balance_low', 'batch_finished',
    'rows_unknown', 'rows_reversed', 'payroll_refused', 'payroll_missed', 'payroll_changed', 'payroll_file_left'
  )
);
