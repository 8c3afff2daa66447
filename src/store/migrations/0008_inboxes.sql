-- Up Migration

-- Of a file that was picked up from a folder: {"folder": …, "name": …}, and "movedTo" (such as done/payroll-2026-11.csv) once its period
-- has ended. Written before the file is moved, so that whoever goes on knows where.
alter table payroll_runs add column pickup jsonb;

-- The report of an ended batch asks for the run that it was made by.
create index payroll_runs_batch on payroll_runs (batch_id) where batch_id is not null;

alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (
  kind in (
    'approval_needed', 'approval_expired', 'breaker_open', 'breaker_closed', 'failures_over_limit', 'balance_low', 'batch_finished',
    'rows_unknown', 'rows_reversed', 'payroll_refused', 'payroll_missed', 'payroll_changed', 'payroll_file_left'
  )
);

-- Down Migration

delete from notices where kind = 'payroll_file_left';
alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (
  kind in (
    'approval_needed', 'approval_expired', 'breaker_open', 'breaker_closed', 'failures_over_limit', 'balance_low', 'batch_finished',
    'rows_unknown', 'rows_reversed', 'payroll_refused', 'payroll_missed', 'payroll_changed'
  )
);
drop index payroll_runs_batch;
alter table payroll_runs drop column pickup;
