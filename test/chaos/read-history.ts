import type { Database } from '../../src/store/database';

/**
 * Reads of closed rows are folded to their number, first and last time, which is too little to prove afterwards that each create was
 * looked up in time. So the proof's database keeps the lines that folding removes: with them the journal is whole.
 */
export async function rememberReads(db: Database): Promise<void> {
  await db.query('create table if not exists folded_reads (like gateway_calls)');
  await db.query(`create or replace function remember_read() returns trigger language plpgsql as $$
    begin
      insert into folded_reads select old.*;
      return null;
    end $$`);
  await db.query('create or replace trigger remember_reads after delete on gateway_calls for each row execute function remember_read()');
}
