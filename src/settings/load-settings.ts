import { resolve } from 'node:path';
import { limits } from '../domain/limits';
import { loadTemporal } from './load-temporal';
import { parseTexts } from './parse-texts';
import { problemsTogether } from './problems-together';
import { readTexts } from './read-texts';
import type { SettingValues } from './setting-table';
import type { NamedGateway, Settings } from './settings';
import type { SettingsProblem } from './settings-problem';
import { type SettingShown, showSettings } from './show-settings';

export type LoadedSettings = Readonly<{
  /** Every setting with where it comes from, secrets masked: for `doctor`, also when there are problems. */
  sources: readonly SettingShown[];
  /** Names that look like settings and are none: most likely misspelt. */
  unknown: readonly string[];
}> &
  (Readonly<{ ok: true; settings: Settings }> | Readonly<{ ok: false; problems: readonly SettingsProblem[] }>);

/** Reads every setting of the environment and of `.env` in `cwd`. Opens nothing but the files that settings name; never throws for a setting. */
export function loadSettings(env: NodeJS.ProcessEnv = process.env, cwd: string = process.cwd()): LoadedSettings {
  const { texts, problems: unread, unknown } = readTexts(env, cwd);
  const { values, problems: unfit } = parseTexts(texts);
  const shown = { sources: showSettings(texts), unknown };
  const temporal = loadTemporal(values, texts);
  const own = [...unread, ...unfit, ...problemsTogether(values, texts)];
  if (own.length > 0) return { ok: false, problems: own, ...shown };
  if (!temporal.ok) return { ok: false, problems: [temporal.problem], ...shown };
  return { ok: true, settings: toSettings(values, temporal.temporal, cwd), ...shown };
}

function toSettings(values: SettingValues, temporal: Settings['temporal'], cwd: string): Settings {
  const gateway = namedGateway(values);
  const { DATABASE_URL: url, PAYRUN_NOTIFY_URL: notifyUrl, PAYRUN_NOTIFY_SECRET: notifyKeys } = values;
  return Object.freeze({
    mode: values.PAYRUN_MODE,
    gateway: gateway ?? Object.freeze({ kind: 'sandbox' }),
    gatewayRequestsPerSecond: values.PAYRUN_GATEWAY_RPS ?? (gateway === undefined ? undefined : limits.gatewayRequestsPerSecondDefault),
    gatewayTimeoutMs: values.PAYRUN_GATEWAY_TIMEOUT,
    settlementDeadlineMs: values.PAYRUN_SETTLEMENT_DEADLINE,
    breaker: Object.freeze({
      inARowMax: values.PAYRUN_BREAKER_IN_A_ROW,
      share: values.PAYRUN_BREAKER_SHARE,
      windowMs: values.PAYRUN_BREAKER_WINDOW,
      leastSends: values.PAYRUN_BREAKER_LEAST_SENDS,
    }),
    database: Object.freeze(url === undefined ? { kind: 'embedded' } : { kind: 'named', url }),
    dataKey: values.PAYRUN_DATA_KEY,
    dataDir: resolve(cwd, values.PAYRUN_DATA_DIR),
    keepDays: values.PAYRUN_KEEP_DAYS,
    approval: values.PAYRUN_APPROVAL,
    approvalCeilings: values.PAYRUN_APPROVAL_CEILING ?? Object.freeze([]),
    notify: notifyUrl === undefined || notifyKeys === undefined ? undefined : Object.freeze({ url: notifyUrl, keys: notifyKeys }),
    metricsAddress: values.PAYRUN_METRICS_ADDRESS,
    logLevel: values.PAYRUN_LOG_LEVEL,
    temporal,
  });
}

/** The rules of settings together have made sure that all of it is there, or none. */
function namedGateway(values: SettingValues): NamedGateway | undefined {
  const { PAYRUN_GATEWAY_URL: base, PAYRUN_ACCOUNT_ID: accountId, PAYRUN_API_KEY: apiKey, PAYRUN_PUBLIC_KEY: publicKey } = values;
  if (base === undefined || accountId === undefined || apiKey === undefined || publicKey === undefined) return undefined;
  return Object.freeze({
    kind: 'named',
    baseUrl: base.address,
    publicUrl: (values.PAYRUN_GATEWAY_PUBLIC_URL ?? base).address,
    accountId,
    apiKey,
    publicKey,
    signingKey: values.PAYRUN_SIGNING_KEY,
  });
}
