-- Up Migration

-- A row that is retried is the same row with its next attempt. The first attempt that used the present reference: a row that was proved
-- never created goes again under the same one, and what was sent under it before still speaks of it.
alter table payouts add column reference_attempt integer not null default 1;

-- What a person has said of a row that nobody has proved an end of. It changes what people read, and nothing else: not what is asked of
-- the gateway, not what may still be paid.
alter table payouts add column resolved_as text check (resolved_as in ('paid', 'failed'));
alter table payouts add column resolved_by text;
alter table payouts add column resolved_at timestamptz;
alter table payouts add constraint payouts_resolved_by_somebody
  check ((resolved_as is null) = (resolved_by is null) and (resolved_as is null) = (resolved_at is null));

-- Who reopened rows that wait for approval: of a retry, that is who has submitted it.
alter table batches add column reopened_by text;

-- How a row had ended that was reopened: its newest attempt is in payouts. There only if something of the earlier one was sent.
create table earlier_attempts (
  batch_id text not null,
  line integer not null,
  attempt integer not null,
  reference text not null,
  reference_attempt integer not null,
  outcome text not null check (outcome in ('rejected', 'failed', 'reversed', 'not_attempted')),
  holds_reference boolean not null,
  invoice_id text,
  gateway_status text,
  resolution text,
  amount_paid_minor bigint,
  problem text,
  problem_field text,
  problem_detail text,
  newest_send bigint,
  sent_at timestamptz,
  read_at timestamptz,
  finished_at timestamptz,
  primary key (batch_id, line, attempt),
  foreign key (batch_id, line) references payouts on delete cascade
);
create index earlier_attempts_reference on earlier_attempts (reference);

-- As before, but for rows that were retried under a new reference. One that was proved never created then goes on holding its root
-- reference, since its first attempt was created, and nothing of it can be paid. One whose end the gateway contradicts, of whichever
-- attempt, may have been paid.
create or replace view may_still_be_paid as
  select p.account_id, p.fingerprint, p.batch_id, p.line, p.state, p.outcome, p.sent_at, b.period, b.claimed_at
  from payouts p join batches b on b.id = p.batch_id
  where b.claimed_at is not null
    and case
      when p.state <> 'closed' or p.outcome in ('paid', 'partially_paid') or p.problem = 'end_contradicted' then true
      when p.outcome = 'failed' then coalesce(p.gateway_status, '') not in ('process_failed', 'expired', 'terminated')
      when p.outcome = 'reversed' then coalesce(p.gateway_status, '') <> 'canceled'
      else p.holds_reference and p.reference = p.root_reference
    end;

-- The gateway's word about a row that a person has resolved: whichever statement writes it, it is in the audit.
create function note_end_of_resolved() returns trigger language plpgsql as $$
begin
  insert into audit (actor, action, batch_id, line, details)
  values (
    'payrun',
    case when case new.resolved_as when 'paid' then new.outcome <> 'paid' else new.outcome in ('paid', 'partially_paid') end
      then 'resolved_otherwise' else 'resolution_confirmed' end,
    new.batch_id, new.line, jsonb_build_object('resolvedAs', new.resolved_as, 'outcome', new.outcome)
  );
  return null;
end
$$;
create trigger payouts_end_of_resolved after update on payouts for each row
  when (new.resolved_as is not null and new.state = 'closed' and old.outcome is distinct from new.outcome)
  execute function note_end_of_resolved();

-- Down Migration

drop trigger payouts_end_of_resolved on payouts;
drop function note_end_of_resolved;
create or replace view may_still_be_paid as
  select p.account_id, p.fingerprint, p.batch_id, p.line, p.state, p.outcome, p.sent_at, b.period, b.claimed_at
  from payouts p join batches b on b.id = p.batch_id
  where b.claimed_at is not null
    and case
      when p.state <> 'closed' or p.outcome in ('paid', 'partially_paid') then true
      when p.outcome = 'failed' then coalesce(p.gateway_status, '') not in ('process_failed', 'expired', 'terminated')
      when p.outcome = 'reversed' then coalesce(p.gateway_status, '') <> 'canceled'
      else p.holds_reference
    end;
drop table earlier_attempts;
alter table batches drop column reopened_by;
alter table payouts drop constraint payouts_resolved_by_somebody;
alter table payouts drop column resolved_at;
alter table payouts drop column resolved_by;
alter table payouts drop column resolved_as;
alter table payouts drop column reference_attempt;
