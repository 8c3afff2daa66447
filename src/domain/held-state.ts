import type { AccountCause, BatchCause, BatchState } from './outcome';

const states: Readonly<Partial<Record<string, BatchState>>> = {
  canceled: 'canceling',
  approval: 'awaiting_approval',
  paused: 'paused',
  failures: 'paused',
  trouble: 'waiting',
  unavailable: 'waiting',
} satisfies Record<BatchCause | AccountCause, BatchState>;

const firstCauses: readonly (BatchCause | AccountCause)[] = ['canceled', 'approval', 'paused', 'failures', 'trouble', 'unavailable'];

/** The state of a batch that people read: what a person or a limit has put against it comes before what it does otherwise. */
export function heldState(held: readonly string[], otherwise: BatchState): BatchState {
  const cause = firstCauses.find((each) => held.includes(each));
  return (cause === undefined ? undefined : states[cause]) ?? otherwise;
}
