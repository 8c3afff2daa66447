/** Why an approval is declined: where the batch stands, what was approved, or who approves. */
export type ApprovalDecline =
  | 'finished'
  | 'refused'
  | 'canceled'
  | 'checking'
  | 'not_awaited'
  | 'other_content'
  | 'changed'
  | 'same_person'
  | 'unproved_person';

const words: Readonly<Record<ApprovalDecline, string>> = {
  finished: 'it has finished',
  refused: 'it was refused before anything was sent',
  canceled: 'it is cancelled, and that cannot be taken back',
  checking: 'its check is not over yet',
  not_awaited: 'it waits for no approval',
  other_content: "the hash is not this batch's",
  changed: 'what it would pay has changed since it was shown: look again',
  same_person: 'it wants a second person, and you are its submitter',
  unproved_person: 'it wants a second person, and nobody proves a name typed here: use payrun approve',
};

/** Why not, as a person is told after "batch … cannot be approved:". */
export const approvalDeclineWords = (reason: ApprovalDecline): string => words[reason];

/** How an approval ended where it was not given: somebody refused it, or nobody came in time. */
export type ApprovalEnd = 'refused' | 'expired';
