import type { BatchStanding } from '../activities/payrun-activities';

/** Only the account's gate stands against sending, so one of the batch's rows may go as its probe. A batch's own gate stops probes too. */
export const mayProbe = ({ held }: Pick<BatchStanding, 'held'>): boolean =>
  held.length > 0 && held.every((cause) => cause === 'trouble' || cause === 'unavailable');
