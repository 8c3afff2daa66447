import type { PayoutService } from './payout-service';

/** Whether a service takes payouts at all. */
export const canPay = ({ available, active, enabled }: PayoutService): boolean => available && active && enabled;
