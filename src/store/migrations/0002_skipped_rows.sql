-- Up Migration

-- A row that its batch's policy leaves out because of a problem. It is there for the report alone: whatever else changes it, it is never
-- sent, not even when its batch is checked anew. Storing its file again decides about it again.
alter table payouts add column skipped boolean not null default false;
alter table payouts add constraint payouts_skipped_never_sent
  check (not skipped or (state = 'closed' and outcome = 'not_attempted' and newest_send is null and not holds_reference));

-- Down Migration

alter table payouts drop column skipped;
