-- Up Migration

-- A payroll that runs on a schedule. Whether it is paused is Temporal's to say: the schedule is there, for everybody to see and to press.
create table payrolls (
  account_id bigint not null references accounts,
  name text not null,
  calendar jsonb not null,
  -- {"kind": "roster"}, or {"kind": "inbox", "folder": …, "pattern": …, "waitMs": …}.
  source jsonb not null,
  -- What its batches are to be, beside what the settings want: {"ceilings": …, "maxChange": …, "approval": …}.
  policy jsonb not null,
  created_by text not null,
  created_at timestamptz not null default clock_timestamp(),
  -- No period before this moment is missed: the payroll was not there, or was paid otherwise.
  counts_from timestamptz not null default clock_timestamp(),
  deleted_at timestamptz,
  primary key (account_id, name)
);

-- The files that payrolls pay from, whole and sealed. An older one stays for the periods that were paid from it.
create table rosters (
  account_id bigint not null,
  payroll text not null,
  version integer not null,
  file_name text not null,
  content_hash text not null,
  row_count integer not null,
  -- Minor units as text by currency, as a batch has them.
  totals jsonb not null,
  -- Who stored it is the submitter of what is paid from it.
  stored_by text not null,
  stored_at timestamptz not null default clock_timestamp(),
  sealed bytea not null,
  key_id text not null,
  primary key (account_id, payroll, version),
  foreign key (account_id, payroll) references payrolls
);

-- One line for each period of a payroll: whoever inserts it runs the period, and nobody else does.
create table payroll_runs (
  account_id bigint not null,
  payroll text not null,
  period text not null,
  -- The day that is paid on; none for a run that a person named by itself.
  pay_date date,
  due_at timestamptz not null,
  state text not null check (state in ('running', 'paid_from', 'refused', 'missed')),
  batch_id text,
  -- Which roster it pays: chosen once, so that an edited one pays the next period.
  roster integer,
  -- Codes, counts and sums of why it was refused or what has changed; nothing of a recipient.
  details jsonb not null default '{}',
  asked_by text not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (account_id, payroll, period),
  foreign key (account_id, payroll) references payrolls,
  check ((state = 'paid_from') = (batch_id is not null))
);

alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (
  kind in (
    'approval_needed', 'approval_expired', 'breaker_open', 'breaker_closed', 'failures_over_limit', 'balance_low', 'batch_finished',
    'rows_unknown', 'rows_reversed', 'payroll_refused', 'payroll_missed', 'payroll_changed'
  )
);

-- Down Migration

drop table payroll_runs, rosters, payrolls;
