import type { Resolution } from '../../../src/domain/resolution';

/** What people do to a batch as a whole; `refuse` is the other answer to the question for approval. */
export type BatchAction = 'pause' | 'resume' | 'cancel' | 'approve' | 'refuse' | 'retry';

/** `resolve` is about one row of it. */
export type Pressed = BatchAction | 'resolve';

/** How a row ended, as somebody says it; `despite`: whatever the gateway says. */
export type Word = Readonly<{ line: number; reference: string; as: Resolution; despite: boolean }>;

/** One thing that one person did once, however often its update came, and what they were told of it. */
export type Press = Readonly<{
  /** Said as its reason, and said by no other: by it the audit's lines are found. */
  why: string;
  batchId: string;
  action: Pressed;
  /** Unix times in milliseconds. */
  beginMs: number;
  endMs: number;
  /**
   * `already`: somebody else had done it. `found_done`: that, or this update itself, whose first answer was lost with a worker.
   * `unsaid`: the command was killed, or something was out of reach; it may be done or not.
   */
  told: 'done' | 'already' | 'found_done' | 'declined' | 'unsaid';
}>;

/** As the audit names it. */
export const auditActionOf = (action: Pressed): string => (action === 'refuse' ? 'approval_refused' : action);

/** As the proof counts them. */
export const toldWords: Readonly<Record<Press['told'], string>> = {
  done: 'done',
  already: 'done before',
  found_done: 'done before',
  declined: 'declined',
  unsaid: 'cut off',
};
