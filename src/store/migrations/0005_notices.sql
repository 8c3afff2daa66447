-- Up Migration

-- What somebody outside is to be told, written in the transaction of what happened. Whether anybody is told hangs on the worker's settings.
create table notices (
  -- The receiver's webhook-id, the same for every try, so that it can drop repeats.
  id uuid primary key default gen_random_uuid(),
  place bigint generated always as identity unique,
  account_id bigint not null references accounts,
  kind text not null check (
    kind in (
      'approval_needed', 'approval_expired', 'breaker_open', 'breaker_closed', 'failures_over_limit', 'balance_low', 'batch_finished',
      'rows_unknown', 'rows_reversed'
    )
  ),
  batch_id text,
  details jsonb not null default '{}',
  once text,
  at timestamptz not null default clock_timestamp(),
  tries integer not null default 0,
  -- No try begins before. Who takes it for a try puts this beyond the try's own time, and so has it alone.
  not_before timestamptz not null default clock_timestamp(),
  last_answer text,
  -- `gone`: the receiver wants no more. `given_up`: tried for days. `too_old`: nobody tried in time.
  ended text check (ended in ('delivered', 'gone', 'given_up', 'too_old')),
  ended_at timestamptz,
  unique (account_id, once),
  check ((ended is null) = (ended_at is null))
);
create index notices_waiting on notices (account_id, place) where ended is null;

-- How often a finished batch's paid rows have been read again, in case the gateway took one back.
alter table batches add column reviews integer not null default 0;

-- Down Migration

alter table batches drop column reviews;
drop table notices;
