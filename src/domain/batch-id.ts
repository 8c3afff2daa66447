import { createHash } from 'node:crypto';
import { batchSlug } from './batch-slug';

export type BatchIdentity = Readonly<{
  /** Name of the file, with or without its folder. */
  fileName: string;
  period: string | undefined;
  /** The gateway's private address as it is stored; the word `sandbox` for the embedded one, whatever its port. */
  address: string;
  account: string;
  mode: 'test' | 'live';
  /** SHA-256 of the file's bytes, hex. */
  contentHash: string;
}>;

/**
 * `<slug>-<period>-<8 hex>`: the same file for the same period, address, account and mode has the same id, and anything
 * else has another. The file's name is for people only: it is not hashed, so a renamed copy differs in the slug alone and
 * the database's unique key on content and period still finds it.
 */
export function batchId(batch: BatchIdentity): string {
  // A JSON array keeps the parts apart: no two different lists give the same text.
  const identity = JSON.stringify([batch.address, batch.account, batch.mode, batch.period ?? '', batch.contentHash]);
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 8);
  const slug = batchSlug(batch.fileName);
  const { period = '' } = batch;
  // A file that is named by its period, `wages-2026-11.csv`, names it once.
  const stem = period !== '' && `-${slug}`.endsWith(`-${period}`) ? slug.slice(0, -period.length).replace(/-$/, '') : slug;
  return [stem, period, digest].filter(Boolean).join('-');
}
