import type { Level, Logger } from 'pino';
import type { Metrics } from '../metrics/metrics';
import type { AnsweredCall, JournalWatch } from '../store/journal/journal-watch';

/** A send that may or may not have paid is worth a line on any day; the other requests are so many that only who asks sees them. */
const levelOf = ({ step, verdict }: AnsweredCall): Level =>
  (step === 'create' || step === 'process') && (verdict === 'ambiguous' || verdict === 'misconfigured') ? 'warn' : 'debug';

/** Counts and logs each request to the gateway and each row's end. */
export const journalWatch = (metrics: Metrics, log: Logger): JournalWatch => ({
  answered(call) {
    metrics.answered(call);
    const { batchId: batch, ...fields } = call;
    log[levelOf(call)]({ batch, ...fields }, 'the gateway answered');
  },
  ended(row) {
    metrics.rowEnded(row);
    log.debug({ batch: row.batchId, line: row.line, outcome: row.outcome }, 'a row has ended');
  },
});
