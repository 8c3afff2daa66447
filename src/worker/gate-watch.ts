import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics';
import type { GateWatch } from '../store/gates/gate-watch';

/** Counts and logs each time that this worker closes or opens its account's gate. */
export const gateWatch = (metrics: Metrics, log: Logger): GateWatch => ({
  closed(cause) {
    metrics.held(cause);
    log.warn({ cause }, 'the account is held: nothing new is sent, one row at a time is tried');
  },
  opened: (cause) => log.info({ cause }, 'the account is no longer held'),
});
