/** How a row ended. `unknown` is a view of a row that is open past its deadline, never stored. */
export const outcomes = ['paid', 'partially_paid', 'rejected', 'failed', 'reversed', 'unknown', 'not_attempted'] as const;
export type Outcome = (typeof outcomes)[number];

/** What the database may hold as a row's end. */
export type FinalOutcome = Exclude<Outcome, 'unknown'>;

export const rowStates = ['ready', 'creating', 'created', 'starting', 'settling', 'closed'] as const;
export type RowState = (typeof rowStates)[number];

export const batchStates = ['checking', 'refused', 'awaiting_approval', 'running', 'waiting', 'paused', 'canceling', 'finished'] as const;
export type BatchState = (typeof batchStates)[number];

/** What closes a gate; each cause is removed only by its own remedy. */
export const batchCauses = ['approval', 'paused', 'canceled', 'failures'] as const;
export const accountCauses = ['trouble', 'unavailable'] as const;
export type BatchCause = (typeof batchCauses)[number];
export type AccountCause = (typeof accountCauses)[number];
