import { findLockHolder } from './database-lock';

/** The embedded database that already serves a folder, started by another process. Its `url` holds the password. */
export function findEmbeddedDatabase(dataDir: string): Readonly<{ url: string; pid: number }> | undefined {
  const holder = findLockHolder(dataDir);
  return holder?.url === undefined ? undefined : { url: holder.url, pid: holder.pid };
}
