import type { MetricMeter } from '@temporalio/common';
import { type LogLevel, type LogMetadata, Runtime, type RuntimeOptions, type Logger as SdkLogger } from '@temporalio/worker';
import type { Logger } from 'pino';
import { limits } from '../domain/limits';
import { OutOfReach } from '../domain/out-of-reach';

/** Where this process's metrics are served, `/metrics` of `address:port`, and the labels that each of them has. */
export type ServedMetrics = Readonly<{ address: string; account: string; mode: 'test' | 'live'; requestTimeoutMs: number }>;

/**
 * Sets up Temporal's runtime, once a process and before its first worker: its logs go where ours go, and signals stay ours, since parts
 * are ended in an order. Returns the meter of metrics that are to stand beside its own; `undefined` where none are served.
 * @throws OutOfReach when nobody can listen at the metrics' address
 */
export function installRuntime(log: Logger, metrics?: ServedMetrics): MetricMeter | undefined {
  const options: RuntimeOptions = {
    logger: toSdkLogger(log),
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      ...(metrics && { metrics: exporterOf(metrics) }),
    },
    shutdownSignals: [],
  };
  if (metrics === undefined) {
    Runtime.install(options);
    return undefined;
  }
  try {
    return Runtime.install(options).metricMeter;
  } catch (error) {
    const isTaken = /in use/i.test(String(error));
    const why = isTaken
      ? 'another process listens there, perhaps another worker'
      : 'this machine has no such address, or keeps it to itself';
    const fix = 'give each worker of a machine a PAYRUN_METRICS_ADDRESS of its own, or none';
    throw new OutOfReach(`the metrics cannot be served at ${metrics.address}`, why, fix, { cause: error });
  }
}

/** The names that Prometheus would give: seconds, and `_total` for counters. */
function exporterOf({ address, account, mode, requestTimeoutMs }: ServedMetrics) {
  const timeoutSeconds = requestTimeoutMs / 1_000;
  const buckets = [...limits.metricsCallSeconds.filter((seconds) => seconds < timeoutSeconds), timeoutSeconds];
  return {
    globalTags: { account, mode },
    attachServiceName: false,
    prometheus: {
      bindAddress: address,
      countersTotalSuffix: true,
      unitSuffix: true,
      useSecondsForDurations: true,
      histogramBucketOverrides: { payrun_gateway_call_seconds: buckets },
    },
  } satisfies NonNullable<RuntimeOptions['telemetryOptions']>['metrics'];
}

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const satisfies Record<LogLevel, string>;

function toSdkLogger(log: Logger): SdkLogger {
  const write = (level: LogLevel, message: string, meta?: LogMetadata) => log[levels[level]]({ ...meta }, message);
  return {
    log: write,
    trace: (message, meta) => write('TRACE', message, meta),
    debug: (message, meta) => write('DEBUG', message, meta),
    info: (message, meta) => write('INFO', message, meta),
    warn: (message, meta) => write('WARN', message, meta),
    error: (message, meta) => write('ERROR', message, meta),
  };
}
