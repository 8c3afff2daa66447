import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { DataKeys } from './data-keys';
import type { Database } from './database';
import { openBox, sealBox } from './sealed-box';

const name = 'fingerprint';
const place = ['wrapped key', name];

const selectSql = 'select key_id as "keyId", wrapped from wrapped_keys where name = $1';
const insertSql = 'insert into wrapped_keys (name, key_id, wrapped) values ($1, $2, $3) on conflict (name) do nothing';
const rewrapSql = 'update wrapped_keys set key_id = $3, wrapped = $4 where name = $1 and key_id = $2';

/**
 * The key of fingerprints, made at the first call for a database and never changed: another one would make every payment look new.
 * It is wrapped by the data key, and wrapped anew when that one changes.
 * @throws SealBroken when the database was made with another data key
 */
export async function loadFingerprintKey(db: Pick<Database, 'query'>, keys: DataKeys): Promise<KeyObject> {
  const fresh = sealBox(randomBytes(32), place, keys.sealing);
  // Of two that start at once, one key stays and both read it back.
  await db.query(insertSql, [name, keys.sealing.id, fresh]);
  const [row] = await db.query<{ keyId: string; wrapped: Buffer }>(selectSql, [name]);
  if (row === undefined) throw new Error('the fingerprint key was stored and is gone');
  const key = openBox(row.wrapped, row.keyId, place, keys);
  if (row.keyId !== keys.sealing.id) {
    await db.query(rewrapSql, [name, row.keyId, keys.sealing.id, sealBox(key, place, keys.sealing)]);
  }
  return createSecretKey(key);
}
