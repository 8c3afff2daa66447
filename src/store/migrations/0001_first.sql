-- Up Migration

-- One gateway address, account and mode. Its row is the parent that every send locks FOR SHARE and every change of an account gate FOR UPDATE.
create table accounts (
  id bigint generated always as identity primary key,
  address text not null,
  account text not null,
  mode text not null check (mode in ('test', 'live')),
  -- How many causes stand against sending. Kept on the parent, because a send that waited for its lock
  -- sees the parent's newest version but the gates table only as it was when its statement began.
  gates_standing integer not null default 0 check (gates_standing >= 0),
  trouble_in_a_row integer not null default 0,
  unavailable_in_a_row integer not null default 0,
  unique (address, account, mode)
);

-- Locked by every claim of an account, apart from the gates' parent, so that a long claim never stops sends.
create table account_claims (
  account_id bigint primary key references accounts
);

create table batches (
  id text primary key,
  account_id bigint not null references accounts,
  file_name text not null,
  content_hash text not null,
  period text not null default '',
  state text not null default 'checking'
    check (state in ('checking', 'refused', 'awaiting_approval', 'running', 'waiting', 'paused', 'canceling', 'finished')),
  round integer not null default 0,
  row_count integer not null,
  -- Minor units as text by currency: {"USD": "1234500"}.
  totals jsonb not null,
  policy jsonb not null default '{}',
  problems jsonb not null default '[]',
  gates_standing integer not null default 0 check (gates_standing >= 0),
  submitted_by text not null,
  stored_at timestamptz not null default clock_timestamp(),
  -- Set by the claim. Until then the batch is only a draft that pays nothing and stops nobody.
  claimed_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  finished_at timestamptz,
  unique (account_id, content_hash, period)
);

create table payouts (
  batch_id text not null references batches,
  line integer not null,
  account_id bigint not null references accounts,
  file_reference text,
  root_reference text not null,
  reference text not null,
  -- 1, and one more for each retry under a new reference (`-r2`, ...). Decisions rest on this attempt's calls alone.
  attempt integer not null default 1,
  service text not null,
  currency text not null,
  amount_minor bigint not null check (amount_minor > 0),
  recipient text not null,
  sealed bytea,
  key_id text,
  fingerprint bytea not null,
  state text not null default 'ready' check (state in ('ready', 'creating', 'created', 'starting', 'settling', 'closed')),
  outcome text check (outcome in ('paid', 'partially_paid', 'rejected', 'failed', 'reversed', 'not_attempted')),
  -- True from the claim until the row is proved never created: then the reference is free again.
  holds_reference boolean not null default false,
  invoice_id text,
  gateway_status text,
  resolution text,
  amount_paid_minor bigint,
  problem text,
  problem_field text,
  problem_detail text,
  -- The journal line of the row's newest create or process: the fence for every result.
  newest_send bigint,
  sent_at timestamptz,
  -- The last read that the gateway answered with news, and the time it was asked.
  read_at timestamptz,
  finished_at timestamptz,
  primary key (batch_id, line),
  check ((state = 'closed') = (outcome is not null)),
  check ((sealed is null) = (key_id is null)),
  check (state not in ('created', 'starting', 'settling') or invoice_id is not null)
) with (fillfactor = 60);
-- No index names `state` or another column that a send or a read changes, and pages have room: so a row's six updates stay in its page and
-- touch no index, which makes them a third to a half cheaper.
create unique index payouts_reference_once on payouts (account_id, root_reference) where holds_reference;
create index payouts_fingerprint on payouts (account_id, fingerprint);
create index payouts_reference on payouts (reference);

-- Rows that have been paid or may still be: anything sent without the gateway's own final failure, and what a claim has in hand.
-- A person's word changes none of these columns. Only a full `canceled` frees a paid row; a row proved never created has given
-- its reference back.
create view may_still_be_paid as
  select p.account_id, p.fingerprint, p.batch_id, p.line, p.state, p.outcome, p.sent_at, b.period, b.claimed_at
  from payouts p join batches b on b.id = p.batch_id
  where b.claimed_at is not null
    and case
      when p.state <> 'closed' or p.outcome in ('paid', 'partially_paid') then true
      when p.outcome = 'failed' then coalesce(p.gateway_status, '') not in ('process_failed', 'expired', 'terminated')
      when p.outcome = 'reversed' then coalesce(p.gateway_status, '') <> 'canceled'
      else p.holds_reference
    end;

-- The journal: a line before each request, completed after it. A line without a verdict is ambiguous. Never a body.
create table gateway_calls (
  -- By default, not always: a send takes its number first and marks the row with it, so that only a row that was marked gets a line.
  id bigint generated by default as identity primary key,
  account_id bigint not null,
  batch_id text not null,
  line integer not null,
  step text not null check (step in ('create', 'look_up', 'process', 'settle')),
  attempt integer not null default 1,
  probe boolean not null default false,
  sent_at timestamptz not null default clock_timestamp(),
  done_at timestamptz,
  http_status integer,
  verdict text check (verdict in ('done', 'refused', 'absent', 'unavailable', 'misconfigured', 'limited', 'ambiguous')),
  -- Of a read: the gateway's status word, if it is one we know, else 'unlisted'.
  saw_status text,
  -- The gateway asked to be left alone until then.
  retry_at timestamptz,
  duration_ms integer,
  -- A settled row's reads are folded into one line: how many, and when the last one was sent.
  calls integer not null default 1,
  last_sent_at timestamptz,
  foreign key (batch_id, line) references payouts
);
create index gateway_calls_row on gateway_calls (batch_id, line, id);

-- What stands against sending, a row for each cause.
create table gates (
  id bigint generated always as identity primary key,
  account_id bigint references accounts,
  batch_id text references batches,
  cause text not null,
  since timestamptz not null default clock_timestamp(),
  next_probe timestamptz,
  probes integer not null default 0,
  check ((account_id is null) <> (batch_id is null)),
  check (
    (account_id is not null and cause in ('trouble', 'unavailable'))
    or (batch_id is not null and cause in ('approval', 'paused', 'canceled', 'failures'))
  )
);
create unique index gates_account_cause on gates (account_id, cause) where account_id is not null;
create unique index gates_batch_cause on gates (batch_id, cause) where batch_id is not null;

-- Who did what to which batch, when and why. Append only.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  action text not null,
  batch_id text,
  line integer,
  why text,
  request_id text unique,
  details jsonb not null default '{}'
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit is append only';
end
$$;
create trigger audit_append_only before update or delete on audit for each row execute function refuse_change();
create trigger audit_never_emptied before truncate on audit for each statement execute function refuse_change();
create index audit_batch on audit (batch_id, id);

-- Keys of our own, wrapped by the data key.
create table wrapped_keys (
  name text primary key,
  key_id text not null,
  wrapped bytea not null
);

-- Down Migration

drop view may_still_be_paid;
drop table wrapped_keys, audit, gates, gateway_calls, payouts, batches, account_claims, accounts;
drop function refuse_change;
