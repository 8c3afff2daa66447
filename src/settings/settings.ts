import type { ClientConnectConfig } from '@temporalio/envconfig';
import type { BreakerLimits } from '../domain/breaker';
import type { Secret } from './secret';
import type { Ceiling } from './shapes';

/** The account at the gateway that pays. */
export type NamedGateway = Readonly<{
  kind: 'named';
  baseUrl: string;
  publicUrl: string;
  accountId: string;
  apiKey: Secret;
  publicKey: Secret;
  signingKey: Secret | undefined;
}>;

export type NamedTemporal = Readonly<{ kind: 'named'; address: string; namespace: string; connect: Secret<ClientConnectConfig> }>;

/** What the environment and `.env` say, checked as a whole. Durations are milliseconds. */
export type Settings = Readonly<{
  mode: 'test' | 'live';
  gateway: NamedGateway | Readonly<{ kind: 'sandbox' }>;
  /** Undefined: no limit, for the sandbox alone. */
  gatewayRequestsPerSecond: number | undefined;
  gatewayTimeoutMs: number;
  settlementDeadlineMs: number;
  breaker: BreakerLimits;
  database: Readonly<{ kind: 'named'; url: Secret }> | Readonly<{ kind: 'embedded' }>;
  /** Undefined only with the embedded database, which keeps one in its folder. */
  dataKey: Secret | undefined;
  /** Absolute. */
  dataDir: string;
  keepDays: number;
  approval: 'none' | 'one' | 'two';
  approvalCeilings: readonly Ceiling[];
  /** Who is told that a batch needs a person or has ended. */
  notify: Readonly<{ url: Secret; keys: Secret }> | undefined;
  /** `address:port` at which the worker serves its metrics. */
  metricsAddress: string | undefined;
  logLevel: 'error' | 'warn' | 'info' | 'debug';
  temporal: NamedTemporal | Readonly<{ kind: 'embedded'; port: number | undefined; uiPort: number | undefined }>;
}>;
