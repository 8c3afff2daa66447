/** What people do to a batch; `refuse` is the other answer to the question for approval. */
export type Pressed = 'pause' | 'resume' | 'cancel' | 'approve' | 'refuse' | 'retry';

/** One thing that one person did once, however often its update came, and what they were told of it. */
export type Press = Readonly<{
  /** Said as its reason, and said by no other: by it the audit's lines are found. */
  why: string;
  batchId: string;
  action: Pressed;
  /** Unix times in milliseconds. */
  beginMs: number;
  endMs: number;
  /** `unsaid`: the command was killed, or something was out of reach; it may be done or not. */
  told: 'done' | 'already' | 'declined' | 'unsaid';
}>;

/** As the audit names it. */
export const auditActionOf = (action: Pressed): string => (action === 'refuse' ? 'approval_refused' : action);

/** As the proof counts them. */
export const toldWords: Readonly<Record<Press['told'], string>> = {
  done: 'done',
  already: 'done before',
  declined: 'declined',
  unsaid: 'cut off',
};
