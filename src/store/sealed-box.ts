import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataKey, DataKeys } from './data-keys';
import { SealBroken } from './seal-broken';

const layout = 1;
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 1 + ivBytes + tagBytes;

/**
 * AES-256-GCM with a random 96-bit nonce: safe for some 2^32 boxes a key. Layout: 1 byte version, nonce, tag, ciphertext.
 * `place` is bound to the box: it opens only where it was sealed.
 */
export function sealBox(plain: Buffer, place: readonly string[], key: DataKey): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key.key, iv).setAAD(associated(place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(layout), iv, cipher.getAuthTag(), body]);
}

/** @throws SealBroken */
export function openBox(box: Buffer, keyId: string, place: readonly string[], keys: DataKeys): Buffer {
  const key = keys.find(keyId);
  if (key === undefined) throw new SealBroken('unknown_key', keyId);
  if (box.length < headBytes || box[0] !== layout) throw new SealBroken('tampered', keyId);
  const decipher = createDecipheriv('aes-256-gcm', key.key, box.subarray(1, 1 + ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(associated(place)).setAuthTag(box.subarray(1 + ivBytes, headBytes));
  try {
    return Buffer.concat([decipher.update(box.subarray(headBytes)), decipher.final()]);
  } catch {
    throw new SealBroken('tampered', keyId);
  }
}

/** A JSON array keeps the parts apart: ["a1", "2"] and ["a", "12"] differ. */
function associated(place: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify([layout, ...place]));
}
