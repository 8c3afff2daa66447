import type { Settings } from '../settings/settings';
import { type DataKeys, parseDataKeys } from '../store/data-keys';
import { embeddedDataKey } from '../store/embedded-data-key';

/**
 * The keys that seal recipients: the setting's, else the embedded database's own, which is made at first use. `madeAt`: the path of a key
 * that is new, so that people are told to keep it.
 */
export function dataKeysOf({
  dataKey,
  dataDir,
}: Pick<Settings, 'dataKey' | 'dataDir'>): Readonly<{ keys: DataKeys; madeAt: string | undefined }> {
  if (dataKey !== undefined) return { keys: parseDataKeys(dataKey.reveal()), madeAt: undefined };
  const { keys, path, made } = embeddedDataKey(dataDir);
  return { keys, madeAt: made ? path : undefined };
}
