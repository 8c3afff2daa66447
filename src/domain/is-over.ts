import type { BatchState } from './outcome';

/** Whether a batch has ended: nothing more of it is sent, unless somebody retries rows of it. */
export const isOver = (state: BatchState): state is 'finished' | 'refused' => state === 'finished' || state === 'refused';
