import type { FinalOutcome } from './outcome';

/** Outcomes of which a row may be sent again; a reversed one only where it is asked for. */
export const retriedOutcomes = ['rejected', 'failed', 'not_attempted', 'reversed'] as const satisfies readonly FinalOutcome[];
export type RetriedOutcome = (typeof retriedOutcomes)[number];

/** What a retry is asked to reopen: these lines, all of them or none; or whatever ended so, as far as it may be sent again. */
export type RetryChoice = Readonly<{ lines?: readonly number[]; outcomes?: readonly RetriedOutcome[] }>;

/** Why nothing of a batch is reopened. */
export type BatchDecline =
  | 'checking'
  | 'refused'
  | 'canceled'
  | 'awaiting_approval'
  | 'approved_rows_unsent'
  | 'unproved_person'
  | 'too_many_rows'
  | 'no_rows';

/** Why a row is not reopened. */
export type RowDecline =
  | 'no_such_line'
  | 'open'
  | 'unknown'
  | 'paid'
  | 'partially_paid'
  | 'said_to_be_paid'
  | 'skipped'
  | 'reference_taken'
  | 'reference_used'
  | 'paid_in_other_batch'
  | 'details_erased'
  | 'attempts_used_up'
  | 'no_invoice'
  | 'under_way'
  | 'not_canceled'
  | 'gateway_silent'
  | 'gateway_says_otherwise'
  | 'changed';

export type DeclinedRow = Readonly<{
  line: number;
  reason: RowDecline;
  /** What the gateway said, or which other batch has it: a status word or `batch …, line …`. */
  detail?: string;
}>;

const batchWords: Readonly<Record<BatchDecline, string>> = {
  checking: 'its check is not over yet',
  refused: 'it was refused before anything was sent: submit its file again',
  canceled: 'it is cancelled, and that cannot be taken back',
  awaiting_approval: 'it waits for approval already: approve or refuse that first',
  approved_rows_unsent: 'rows of it that were approved are still to be sent: retry once they are',
  unproved_person: 'it wants a second person, and nobody proves a name typed here: use payrun retry',
  too_many_rows: 'these are too many rows at once: name lines',
  no_rows: 'none of its rows has ended so',
};

/** Why not, as a person is told after "batch … cannot be retried:". */
export const batchDeclineWords = (reason: BatchDecline): string => batchWords[reason];

const rowWords: Readonly<Record<RowDecline, string>> = {
  no_such_line: 'no row of the file starts there',
  open: 'it has not ended yet',
  unknown: 'nobody knows how it ended, so it may still be paid: ask the gateway',
  paid: 'it is paid',
  partially_paid: 'it is paid in part: pay the rest under a reference of its own',
  said_to_be_paid:
    'a person has said that it was paid, the gateway that it was not: name its line once you know that nobody was paid otherwise',
  skipped: 'its problem left it out when the file was checked: mend it and send it in another file',
  reference_taken: 'another payout has its reference at the gateway',
  reference_used: 'another batch uses its reference now',
  paid_in_other_batch: 'another batch has paid it, or may still do so',
  details_erased: 'its details are erased: send it in another file, under another reference',
  attempts_used_up: 'it was tried too often',
  no_invoice: 'the gateway cannot be asked about it',
  under_way: 'a request of it may still be under way: try again in some minutes',
  not_canceled: 'the gateway has not taken it back in full',
  gateway_silent: 'the gateway did not say how it stands: try again later',
  gateway_says_otherwise: 'the gateway does not say any more that it failed for good',
  changed: 'it has changed since it was asked about: look again',
};

export const rowDeclineWords = (reason: RowDecline): string => rowWords[reason];
