import type { BatchCause, BatchState } from './outcome';

const states: Readonly<Partial<Record<string, BatchState>>> = {
  canceled: 'canceling',
  approval: 'awaiting_approval',
  paused: 'paused',
  failures: 'paused',
} satisfies Record<BatchCause, BatchState>;

const firstCauses: readonly BatchCause[] = ['canceled', 'approval', 'paused', 'failures'];

/** The state of a batch that people read: what a person or a limit has put against it comes before what it does otherwise. */
export function heldState(held: readonly string[], otherwise: BatchState): BatchState {
  const cause = firstCauses.find((each) => held.includes(each));
  return (cause === undefined ? undefined : states[cause]) ?? otherwise;
}
