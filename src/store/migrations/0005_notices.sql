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
  next_try_at timestamptz not null default clock_timestamp(),
  -- Who tries it has it alone until then.
  taken_until timestamptz,
  last_answer text,
  ended text check (ended in ('delivered', 'gone', 'too_old')),
  ended_at timestamptz,
  unique (account_id, once),
  check ((ended is null) = (ended_at is null))
);
create index notices_waiting on notices (account_id, next_try_at) where ended is null;

-- Down Migration

drop table notices;
