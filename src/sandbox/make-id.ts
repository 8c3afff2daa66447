import { randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id in the gateway's form, `cpoi_VdHYVxq4RsLEebAQ`. Not seeded: a sandbox that forgot everything must not hand out an old id. */
export function makeId(prefix: string): string {
  const letters = Array.from(randomBytes(16), (byte) => alphabet.charAt(byte % alphabet.length));
  return `${prefix}_${letters.join('')}`;
}
