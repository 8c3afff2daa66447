/**
 * What a payout invoice's status means for the row.
 *
 * - `created`: waits for process; `open`: on its way; `open_alert`: open after an unexpected error
 * - `paid`, `partially_paid`: the money went out, in full or for the processed amount only; may still be taken back
 * - `failed`: failed for good
 * - `reversal_open`: being taken back; `reversal_failed`: taking back failed, the row stands as before it and a person checks
 * - `reversed`, `partially_reversed`: came back, in full or in part
 * - `unlisted`: a word that the gateway's documents do not list: open, with an alert
 */
export type StatusClass =
  | 'created'
  | 'open'
  | 'open_alert'
  | 'paid'
  | 'partially_paid'
  | 'failed'
  | 'reversal_open'
  | 'reversal_failed'
  | 'reversed'
  | 'partially_reversed'
  | 'unlisted';

/** The status list of the gateway's documents. Spelled as there: `canceled` with one L. */
const classByStatus: ReadonlyMap<string, StatusClass> = new Map([
  ['created', 'created'],
  ['processing', 'open'],
  ['process_pending', 'open'],
  ['process_error', 'open_alert'],
  ['processed', 'paid'],
  ['partially_processed', 'partially_paid'],
  ['process_failed', 'failed'],
  ['expired', 'failed'],
  ['terminated', 'failed'],
  ['canceling', 'reversal_open'],
  ['cancel_pending', 'reversal_open'],
  ['cancel_error', 'reversal_open'],
  ['cancel_failed', 'reversal_failed'],
  ['canceled', 'reversed'],
  ['partially_canceled', 'partially_reversed'],
]);

/** The class of a status word, whatever its case. */
export function statusClass(status: string): StatusClass {
  return classByStatus.get(status.toLowerCase()) ?? 'unlisted';
}

/** The listed status word in lower case, else `unlisted`: a gateway's free words are never stored. */
export function knownStatus(status: string): string {
  const word = status.toLowerCase();
  return classByStatus.has(word) ? word : 'unlisted';
}
