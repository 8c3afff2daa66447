import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type DataKeys, parseDataKeys } from './data-keys';
import { readOrMakeSecret } from './read-or-make-secret';

/** The embedded database's own data key, `<dataDir>/data-key`. `made`: it is new, and whoever keeps backups must keep it too. */
export function embeddedDataKey(dataDir: string): Readonly<{ keys: DataKeys; path: string; made: boolean }> {
  const path = join(dataDir, 'data-key');
  const { secret, made } = readOrMakeSecret(path, () => randomBytes(32).toString('base64'));
  return { keys: parseDataKeys(secret), path, made };
}
