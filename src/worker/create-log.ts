import pino, { type Logger } from 'pino';
import type { Settings } from '../settings/settings';

/** Type, message, stack and code of an error. Not its cause or other fields: libraries keep requests and rows there. */
function shownError(error: unknown): unknown {
  if (!(error instanceof Error)) return 'not an error';
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined;
  return { type: error.name, message: error.message, stack: error.stack, code };
}

/** The worker's log, JSON lines: appended to a file, or to a stream of this process by its number (2 is standard error). */
export function createLog(destination: string | number, level: Settings['logLevel']): Logger {
  const serializers = { err: shownError, error: shownError };
  const sink = pino.destination({ dest: destination, sync: true, ...(typeof destination === 'string' && { mkdir: true, mode: 0o600 }) });
  return pino({ level, base: { pid: process.pid }, serializers, timestamp: pino.stdTimeFunctions.isoTime }, sink);
}
