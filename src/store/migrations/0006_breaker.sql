-- Up Migration

-- Sends as they were answered, in slots of five seconds by the database's clock. Written only while some of them fail: a worker keeps the
-- number of its good answers to itself until the next bad one.
create table sends_answered (
  account_id bigint not null references accounts,
  slot bigint not null,
  answered integer not null,
  unavailable integer not null,
  primary key (account_id, slot),
  check (unavailable between 0 and answered)
);

alter table accounts
  -- When its gate opened last. Answers to sends that were begun before say nothing about the time since.
  add column opened_at timestamptz,
  -- How often unavailability has closed the gate again soon after it had opened: so much longer are the waits for its probes.
  add column reclosings integer not null default 0;

alter table batches
  -- Only rows that ended later count against the batch's limit of failed rows: whoever resumed it has seen the others.
  add column failures_counted_from timestamptz,
  add column balances_read_at timestamptz,
  -- Currencies in which the account has less than is left to be sent: [{"currency": "USD", "leftMinor": "9000", "balanceMinor": "10", "since": ...}]
  add column low_balances jsonb not null default '[]';

-- Down Migration

alter table batches drop column low_balances, drop column balances_read_at, drop column failures_counted_from;
alter table accounts drop column reclosings, drop column opened_at;
drop table sends_answered;
