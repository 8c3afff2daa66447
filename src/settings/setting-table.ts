import type { z } from 'zod';
import { limits } from '../domain/limits';
import { shapes } from './shapes';

type Setting<Shape extends z.ZodType = z.ZodType> = Readonly<{
  /** One line for `.env.example` and `payrun help environment`. */
  about: string;
  /** What a value looks like, in a few words that follow "expected". */
  expected: string;
  shape: Shape;
  /** The value when there is none, as it would be written. */
  fallback?: string;
  /** Never shown, and may come as `NAME_FILE`: the path of a file that holds it. */
  secret?: true;
}>;

const setting = <const Given extends Setting>(given: Given): Given => given;
const word = 'one word without spaces';
const path = 'the path of a file';
const port = 'a port from 1024 to 65535';

/** Every setting, in the order in which people read them. */
export const settingTable = {
  PAYRUN_MODE: setting({
    about: 'test moves no money; live does.',
    expected: 'test or live',
    shape: shapes.choice('test', 'live'),
    fallback: 'test',
  }),
  PAYRUN_GATEWAY_URL: setting({
    about: "Base address of the gateway's private API, from the brand's manager. Without it a sandbox on this machine takes its place.",
    expected: 'an address such as https://api.example.com/api, without user, key or query',
    shape: shapes.gatewayAddress,
  }),
  PAYRUN_GATEWAY_PUBLIC_URL: setting({
    about: 'Base address of the public API, if it is another one.',
    expected: 'an address such as https://api.example.com/api, without user, key or query',
    shape: shapes.gatewayAddress,
  }),
  PAYRUN_ACCOUNT_ID: setting({ about: 'The commerce account: coma_….', expected: `${word} or colon`, shape: shapes.userName }),
  PAYRUN_API_KEY: setting({
    about: "The account's API key: the password of Basic auth, not the key that signs callbacks.",
    expected: word,
    shape: shapes.secretWord,
    secret: true,
  }),
  PAYRUN_PUBLIC_KEY: setting({
    about: 'pk_test_… or pk_live_…: asks which fields and limits a service has.',
    expected: word,
    shape: shapes.secretWord,
    secret: true,
  }),
  PAYRUN_SIGNING_KEY: setting({
    about: 'sk_test_… or sk_live_…: checks callbacks. Payrun works without them.',
    expected: word,
    shape: shapes.secretWord,
    secret: true,
  }),
  PAYRUN_GATEWAY_RPS: setting({
    about: `Most requests a second to the gateway, over all workers. ${limits.gatewayRequestsPerSecondDefault} if absent; the sandbox has no limit then.`,
    expected: `a whole number from 1 to ${limits.gatewayRequestsPerSecondMax}`,
    shape: shapes.wholeNumber(1, limits.gatewayRequestsPerSecondMax),
  }),
  PAYRUN_GATEWAY_TIMEOUT: setting({
    about: 'How long one answer of the gateway is waited for.',
    expected: 'a duration from 1s to 2m, such as 30s',
    shape: shapes.duration(limits.requestTimeoutMinMs, limits.requestTimeoutMaxMs),
    fallback: '30s',
  }),
  PAYRUN_SETTLEMENT_DEADLINE: setting({
    about: 'How long after its last send a row may stay open before the report calls it unknown.',
    expected: 'a duration from 1m to 90d, such as 72h',
    shape: shapes.duration(limits.settlementDeadlineMinMs, limits.settlementDeadlineMaxMs),
    fallback: '72h',
  }),
  PAYRUN_BREAKER_IN_A_ROW: setting({
    about: 'The account is held after so many sends in a row that were answered 5xx or not at all.',
    expected: `a whole number from 1 to ${limits.breakerCountMax}`,
    shape: shapes.wholeNumber(1, limits.breakerCountMax),
    fallback: String(limits.unavailableInARowMax),
  }),
  PAYRUN_BREAKER_SHARE: setting({
    about: 'Or once more than this share of the sends answered lately were such.',
    expected: 'a share from 1% to 100%, such as 50%',
    shape: shapes.share(limits.unavailableShareMin),
    fallback: '50%',
  }),
  PAYRUN_BREAKER_WINDOW: setting({
    about: 'How long lately is.',
    expected: 'a duration from 10s to 10m, such as 60s',
    shape: shapes.duration(limits.unavailableWindowMinMs, limits.unavailableWindowMaxMs),
    fallback: '60s',
  }),
  PAYRUN_BREAKER_LEAST_SENDS: setting({
    about: 'With fewer sends than this in it the share says nothing.',
    expected: `a whole number from 1 to ${limits.breakerCountMax}`,
    shape: shapes.wholeNumber(1, limits.breakerCountMax),
    fallback: String(limits.unavailableLeastSends),
  }),
  DATABASE_URL: setting({
    about: 'PostgreSQL. Without it an embedded database in PAYRUN_DATA_DIR takes its place.',
    expected: 'an address such as postgres://user@host:5432/payrun',
    shape: shapes.databaseAddress,
    secret: true,
  }),
  PAYRUN_DATA_KEY: setting({
    about: 'Seals recipients in the database: 32 bytes as base64 or hex (openssl rand -base64 32). An older key may follow after a comma.',
    expected: '32 bytes as base64 or hex',
    shape: shapes.dataKeys,
    secret: true,
  }),
  PAYRUN_DATA_DIR: setting({
    about: 'Where the embedded parts keep their data.',
    expected: path,
    shape: shapes.text,
    fallback: '.payrun',
  }),
  PAYRUN_KEEP_DAYS: setting({
    about: 'How long the details of rows that were not paid are kept after their end, so that they can be retried.',
    expected: `a whole number of days up to ${limits.keepDaysMax}`,
    shape: shapes.wholeNumber(0, limits.keepDaysMax),
    fallback: String(limits.keepDaysDefault),
  }),
  PAYRUN_APPROVAL: setting({
    about:
      "Who approves a batch before it is sent: none (its typed total is enough), one, or two (not the submitter). The worker's holds for every batch.",
    expected: 'none, one or two',
    shape: shapes.choice('none', 'one', 'two'),
    fallback: 'none',
  }),
  PAYRUN_APPROVAL_CEILING: setting({
    about: 'With approval, a batch within these sums needs none: USD 10000.00, JPY 1500000.',
    expected: 'an amount a currency, such as USD 10000.00, JPY 1500000',
    shape: shapes.ceilings,
  }),
  PAYRUN_NOTIFY_URL: setting({
    about: 'Where notices go: that a batch needs a person, or has ended. Without it nobody is told.',
    expected: 'an https address, or an http address of this machine',
    shape: shapes.webAddress,
    secret: true,
  }),
  PAYRUN_NOTIFY_SECRET: setting({
    about:
      'Signs notices: whsec_ and 24 to 64 bytes as base64 (echo whsec_$(openssl rand -base64 32)). An older one may follow after a comma.',
    expected: 'whsec_ and 24 to 64 bytes as base64',
    shape: shapes.webhookKeys,
    secret: true,
  }),
  PAYRUN_METRICS_ADDRESS: setting({
    about:
      'Where a worker serves its metrics for Prometheus: a port of this machine alone, or an address and port. Without it nowhere. No password protects them.',
    expected: 'a port such as 9464, or an address and port such as 127.0.0.1:9464',
    shape: shapes.listenAddress,
  }),
  PAYRUN_LOG_LEVEL: setting({
    about: "What a worker's log holds: error, warn, info, or debug, which has a line for each request to the gateway.",
    expected: 'error, warn, info or debug',
    shape: shapes.choice('error', 'warn', 'info', 'debug'),
    fallback: 'info',
  }),
  TEMPORAL_ADDRESS: setting({
    about: 'A Temporal server. Without it one is run on this machine.',
    expected: 'host:port',
    shape: shapes.hostAndPort,
  }),
  TEMPORAL_NAMESPACE: setting({ about: "The server's namespace.", expected: word, shape: shapes.word, fallback: 'default' }),
  TEMPORAL_API_KEY: setting({ about: 'For Temporal Cloud.', expected: word, shape: shapes.secretWord, secret: true }),
  TEMPORAL_TLS: setting({ about: 'Encrypts the connection to Temporal.', expected: 'true or false', shape: shapes.yesOrNo }),
  TEMPORAL_TLS_CLIENT_CERT_PATH: setting({ about: 'Client certificate.', expected: path, shape: shapes.text }),
  TEMPORAL_TLS_CLIENT_CERT_DATA: setting({ about: 'The same, as PEM.', expected: 'PEM', shape: shapes.text }),
  TEMPORAL_TLS_CLIENT_KEY_PATH: setting({ about: 'Its key.', expected: path, shape: shapes.text }),
  TEMPORAL_TLS_CLIENT_KEY_DATA: setting({ about: 'The same, as PEM.', expected: 'PEM', shape: shapes.secretText, secret: true }),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: setting({ about: "The server's own authority.", expected: path, shape: shapes.text }),
  TEMPORAL_TLS_SERVER_CA_CERT_DATA: setting({ about: 'The same, as PEM.', expected: 'PEM', shape: shapes.text }),
  TEMPORAL_TLS_SERVER_NAME: setting({ about: 'The name in its certificate.', expected: word, shape: shapes.word }),
  TEMPORAL_CONFIG_FILE: setting({ about: "Temporal's own TOML file; read only if named here.", expected: path, shape: shapes.text }),
  TEMPORAL_PROFILE: setting({ about: 'The profile in it.', expected: word, shape: shapes.word }),
  PAYRUN_TEMPORAL_PORT: setting({
    about: 'Port of the Temporal server on this machine. 7233 or the next free one if absent.',
    expected: port,
    shape: shapes.wholeNumber(1_024, 65_535),
  }),
  PAYRUN_TEMPORAL_UI_PORT: setting({
    about: 'Port of its UI. 8233 or the next free one if absent.',
    expected: port,
    shape: shapes.wholeNumber(1_024, 65_535),
  }),
} as const;

export type SettingName = keyof typeof settingTable;

/** A value a setting; those without a fallback may be absent. */
export type SettingValues = {
  readonly [Name in SettingName]: (typeof settingTable)[Name] extends { fallback: string }
    ? z.output<(typeof settingTable)[Name]['shape']>
    : z.output<(typeof settingTable)[Name]['shape']> | undefined;
};
