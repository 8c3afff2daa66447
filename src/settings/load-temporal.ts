import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig';
import { errorCode } from '../store/error-code';
import type { SettingText } from './read-texts';
import { Secret } from './secret';
import type { SettingName, SettingValues } from './setting-table';
import type { Settings } from './settings';
import type { SettingsProblem } from './settings-problem';

type Loaded = Readonly<{ ok: true; temporal: Settings['temporal'] }> | Readonly<{ ok: false; problem: SettingsProblem }>;

/** Hands Temporal's own settings to Temporal's own loader, so that they mean here what they mean to its command line. */
export function loadTemporal(values: SettingValues, texts: ReadonlyMap<SettingName, SettingText>): Loaded {
  const own = [...texts].filter(([name]) => name.startsWith('TEMPORAL_')).map(([name, { text }]) => [name, text] as const);
  let config: ClientConnectConfig;
  try {
    // A file in the user's home is not asked: payments must not go to a server that nobody named for them.
    config = loadClientConnectConfig({ overrideEnvVars: Object.fromEntries(own), disableFile: !texts.has('TEMPORAL_CONFIG_FILE') });
  } catch (error) {
    // The loader's message may quote the file, and the file may hold a key.
    return refused(
      'files that Temporal can read',
      errorCode(error) ?? 'one that it cannot',
      'Check the paths and files that TEMPORAL_… settings name.',
    );
  }
  const { address } = config.connectionOptions;
  if (address === undefined || address === '') {
    if (texts.has('TEMPORAL_CONFIG_FILE')) return refused('an address in its profile', 'none', 'Name one there, or set TEMPORAL_ADDRESS.');
    const [port, uiPort] = [values.PAYRUN_TEMPORAL_PORT, values.PAYRUN_TEMPORAL_UI_PORT];
    return { ok: true, temporal: Object.freeze({ kind: 'embedded', port, uiPort }) };
  }
  const namespace = config.namespace ?? values.TEMPORAL_NAMESPACE;
  return { ok: true, temporal: Object.freeze({ kind: 'named', address, namespace, connect: new Secret(config) }) };
}

function refused(expected: string, got: string, fix: string): Loaded {
  return { ok: false, problem: { name: 'TEMPORAL_CONFIG_FILE', expected, got, fix } };
}
