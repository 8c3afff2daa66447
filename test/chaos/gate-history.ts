import type { Database } from '../../src/store/database';

/**
 * Gates are deleted when they open, so the proof's database remembers them: a trigger notes when each was closed, and when it was
 * opened, by the database's clock, in the transaction that does it.
 */
export async function rememberGates(db: Database): Promise<void> {
  await db.query(`create table if not exists gate_history (
    gate_id bigint primary key, account_id bigint, batch_id text, cause text not null, closed_at timestamptz not null, opened_at timestamptz)`);
  await db.query(`create or replace function remember_gate() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then
        insert into gate_history values (new.id, new.account_id, new.batch_id, new.cause, clock_timestamp(), null);
      else
        update gate_history set opened_at = clock_timestamp() where gate_id = old.id;
      end if;
      return null;
    end $$`);
  await db.query('create or replace trigger remember_gates after insert or delete on gates for each row execute function remember_gate()');
}
