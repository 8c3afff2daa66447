import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where programs that were downloaded or built stay, for every checkout of this user. */
export function cacheFolder() {
  const named = process.env.XDG_CACHE_HOME;
  if (named?.startsWith('/') === true) return join(named, 'payrun'); // the XDG rules ignore a relative one
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches', 'payrun') : join(homedir(), '.cache', 'payrun');
}
