-- Up Migration

-- How an approval ended that was not given: a person refused it, or nobody came in time.
alter table batches add column approval_end text check (approval_end in ('refused', 'expired'));

-- Down Migration

alter table batches drop column approval_end;
