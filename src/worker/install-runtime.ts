import { type LogLevel, type LogMetadata, Runtime, type Logger as SdkLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

/**
 * Sets up Temporal's runtime, once a process and before its first worker: its logs go where ours go, and signals stay ours, since parts
 * are ended in an order.
 */
export function installRuntime(log: Logger): void {
  Runtime.install({
    logger: toSdkLogger(log),
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
    shutdownSignals: [],
  });
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
