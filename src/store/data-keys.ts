import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { DataKeyUnusable } from './data-key-unusable';

/** A key and the public name that rows remember it by. */
export type DataKey = Readonly<{ id: string; key: KeyObject }>;

/** The first key seals; the others open what they sealed before. */
export type DataKeys = Readonly<{ sealing: DataKey; find(id: string): DataKey | undefined }>;

const keyBytes = 32;

/**
 * Reads the text of `PAYRUN_DATA_KEY`: 32 bytes as base64 or hex. To change the key, put the new one first and keep the old one
 * after a comma, space or new line until nothing that it sealed is left.
 * @throws DataKeyUnusable
 */
export function parseDataKeys(text: string): DataKeys {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const keys = words.map((word, index) => toDataKey(decode(word) ?? fail(index + 1)));
  const sealing = keys[0] ?? fail(1);
  return { sealing, find: (id) => keys.find((key) => key.id === id) };
}

function toDataKey(bytes: Buffer): DataKey {
  // Hashed under a label, so that a key's name is of no use for anything else.
  const id = createHash('sha256').update('payrun data key id\0').update(bytes).digest('hex').slice(0, 8);
  return { id, key: createSecretKey(bytes) };
}

function decode(word: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(word)) return Buffer.from(word, 'hex');
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(word)) return undefined;
  const bytes = Buffer.from(word, 'base64');
  return bytes.length === keyBytes ? bytes : undefined;
}

function fail(place: number): never {
  throw new DataKeyUnusable(place);
}
