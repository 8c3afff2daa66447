/** Why the run of a period was not brought to its end, in the time that it has or at all: nothing was sent, and it may be run again. */
export type CutShort = 'gateway_silent' | 'database_silent' | 'file_sealed' | 'no_worker' | 'worker_trouble' | 'canceled';

/** Where its time was over, by the type of the failure that the last attempt ended with; `undefined`: there was none. */
export function whyOutOfTime(failureType: string | undefined): CutShort {
  switch (failureType) {
    case undefined:
      return 'no_worker';
    case 'GatewayUnreachable':
      return 'gateway_silent';
    case 'DatabaseUnreachable':
      return 'database_silent';
    case 'SealBroken':
      return 'file_sealed';
    default:
      return 'worker_trouble';
  }
}

/** What has happened, and what is to be done before the period is run again. */
export const cutShortWords: Readonly<Record<CutShort, Readonly<{ what: string; fix: string }>>> = {
  gateway_silent: { what: "the gateway's rules were out of reach for hours", fix: 'Try every connection: payrun doctor.' },
  database_silent: {
    what: 'the worker could not reach the database for hours',
    fix: "Try every connection on the worker's machine: payrun doctor.",
  },
  file_sealed: {
    what: 'the worker could not open its file, which is sealed with another data key',
    fix: 'Give the worker that key (PAYRUN_DATA_KEY); its log says which.',
  },
  no_worker: { what: 'no worker brought it to its end for hours', fix: 'Look for a worker: payrun doctor. Its log says why one ended.' },
  canceled: { what: 'somebody cancelled its run in Temporal', fix: 'Ask them why, then run it.' },
  worker_trouble: { what: 'the worker could not bring it to its end for hours', fix: "Look into the worker's log." },
};
